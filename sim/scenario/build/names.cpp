#include "twinline/scenario/build/names.h"

#include "twinline/scenario/text/spelling.h"

namespace twinline {

void Names::add(const Record& record, std::string_view key, const std::string& name, Id id) {
  const auto [entry, fresh] = ids_.emplace(name, Entry{id, record.at(key)});
  if (fresh) {
    names_.push_back(name);
  } else {
    record.duplicate(record.at(key), what_ + " " + in_quotes(name), entry->second.at);
  }
}

Id Names::find(const std::string& name) const {
  const auto found = ids_.find(name);
  return found == ids_.end() ? kNone : found->second.id;
}

std::string Names::unknown(const std::string& name) const {
  return "unknown " + what_ + " " + in_quotes(name) + did_you_mean(name, names_);
}

Id Names::resolve(const Record& record, std::string_view key) const {
  if (!record.has(key)) {
    return kNone;
  }
  const std::string name = record.text(key);
  const Id id = find(name);
  if (id == kNone && !name.empty()) {
    record.fault(key, unknown(name));
  }
  return id;
}

Id Names::resolve(const Record& record, const std::string& name, Span at) const {
  const Id id = find(name);
  if (id == kNone) {
    record.error_at(at, unknown(name));
  }
  return id;
}

}  // namespace twinline
