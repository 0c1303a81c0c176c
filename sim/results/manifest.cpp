#include "twinline/results/manifest.h"

#include <cstdio>

#include "twinline/results/csv_text.h"
#include "twinline/results/sha256.h"

namespace twinline {

namespace {

std::string number(double value) {
  std::string text;
  append_number(text, value);
  return text.empty() ? "null" : text;
}

/// Members of one JSON object, a line each.
class Members {
 public:
  explicit Members(std::string indent) : indent_(std::move(indent)) {}
  void raw(const std::string& name, const std::string& json) {
    text_ += (text_.empty() ? "" : ",\n") + indent_ + "  " + json_string(name) + ": " + json;
  }
  void text(const std::string& name, const std::string& value) { raw(name, json_string(value)); }
  std::string object() const { return "{\n" + text_ + "\n" + indent_ + "}"; }

 private:
  std::string indent_;
  std::string text_;
};

template <typename Range, typename ToJson>
std::string array(const Range& range, ToJson to_json) {
  std::string text;
  for (const auto& item : range) text += (text.empty() ? "" : ", ") + to_json(item);
  return "[" + text + "]";
}

const char* end_word(RunEnd end) {
  switch (end) {
    case RunEnd::kComplete:
      return "complete";
    case RunEnd::kFailed:
      return "failed";
    case RunEnd::kInterrupted:
      return "interrupted";
  }
  return "";
}

std::string failure_json(const ReplicationFailure& failure) {
  Members members("    ");
  members.raw("replication", std::to_string(failure.replication));
  members.raw("seed", std::to_string(failure.seed));
  members.raw("time_s", number(failure.time.seconds()));
  members.text("reason", failure.reason);
  return members.object();
}

std::string build_json(const BuildInfo& build) {
  Members members("  ");
  members.text("version", build.version);
  members.text("commit", build.commit);
  members.text("compiler", build.compiler);
  members.text("backend", build.backend);
  return members.object();
}

}  // namespace

std::string json_string(const std::string& text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (static_cast<unsigned char>(c) < 0x20U) {
      constexpr const char* kDigits = "0123456789abcdef";
      json += "\\u00";
      json += kDigits[static_cast<unsigned char>(c) >> 4U];
      json += kDigits[static_cast<unsigned char>(c) & 0xfU];
    } else {
      json += c;
    }
  }
  return json + '"';
}

std::string manifest_json(const Manifest& manifest) {
  const auto string_of = [](const std::string& text) { return json_string(text); };
  Members members("");
  members.raw("twinline", build_json(manifest.build));
  members.raw("command", array(manifest.command, string_of));
  members.text("ended", end_word(manifest.end));
  members.raw("seed", std::to_string(manifest.seed));
  members.raw("replications", std::to_string(manifest.replications));
  members.raw("complete_replications",
              array(manifest.complete, [](std::uint32_t n) { return std::to_string(n); }));
  members.raw("failures", array(manifest.failures, failure_json));
  members.raw("warnings", array(manifest.warnings, string_of));
  members.raw("warm_up_s", number(manifest.warm_up.seconds()));
  members.raw("duration_s", number(manifest.duration.seconds()));
  members.raw("threads", std::to_string(manifest.threads));
  members.raw("wall_time_s", number(manifest.wall_time_s));
  members.raw("events", std::to_string(manifest.events));
  members.raw("tables", array(manifest.tables, string_of));
  members.text("scenario", manifest.scenario);
  members.raw("scenario_files", array(manifest.files, string_of));
  members.text("resolved_scenario_sha256", sha256_hex(manifest.resolved));
  members.raw("resolved_scenario", manifest.resolved.empty() ? "null" : manifest.resolved);
  return members.object() + "\n";
}

std::string failure_text(const ReplicationFailure& failure) {
  char time[48];
  std::snprintf(time, sizeof time, "%.6g", failure.time.hours());
  return "replication " + std::to_string(failure.replication) + " (seed " +
         std::to_string(failure.seed) + ") failed at " + time + " h: " + failure.reason;
}

}  // namespace twinline
