#include "twinline/scenario/importers/smt2020.h"

#include "twinline/core/error.h"
#include "twinline/scenario/importers/smt2020_fab.h"

namespace twinline {

namespace {

namespace fs = std::filesystem;

smt2020::Fab read_fab(const fs::path& tables) {
  if (!fs::is_directory(tables)) {
    throw FileError("the folder of the SMT2020 tables does not exist: " + tables.string());
  }
  smt2020::Input input;
  input.folder = tables;
  smt2020::Fab fab;
  smt2020::read_tool_groups(input, fab);
  input.problems.throw_if_errors();  // else every later line would name an unknown tool group
  smt2020::read_products(input, fab);
  smt2020::read_orders(input, fab);
  smt2020::read_setups(input, fab);
  smt2020::read_calendars(input, fab);
  smt2020::read_transports(input, fab);
  input.problems.throw_if_errors();
  return fab;
}

/// What may be replaced: nothing, an empty folder, or (where forced) another scenario.
void check_target(const fs::path& target, bool force) {
  if (!fs::exists(target) || (fs::is_directory(target) && fs::is_empty(target))) return;
  if (!force) throw FileError(target.string() + " exists already");
  if (!fs::is_regular_file(target / "scenario.toml")) {
    throw FileError(target.string() + " exists and is not a scenario folder; it is left as it is");
  }
}

/// A folder that is gone at the end, whatever happened.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(fs::path path) : path_(std::move(path)) { remove(); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { remove(); }
  const fs::path& path() const { return path_; }

 private:
  void remove() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

  fs::path path_;
};

}  // namespace

void import_smt2020(const fs::path& tables, const fs::path& scenario_dir, bool force) {
  try {
    fs::path target = fs::absolute(scenario_dir).lexically_normal();
    if (!target.has_filename()) target = target.parent_path();  // "dir/"
    const std::string name = target.filename().string();
    check_target(target, force);
    const smt2020::Fab fab = read_fab(tables);
    fs::create_directories(target.parent_path());
    const TemporaryFolder fresh(target.parent_path() / ('.' + name + ".new"));
    const TemporaryFolder old(target.parent_path() / ('.' + name + ".old"));
    fs::create_directory(fresh.path());
    smt2020::write_scenario(fab, name, fresh.path());
    const bool replaces = fs::exists(target);
    if (replaces) fs::rename(target, old.path());
    std::error_code failed;
    fs::rename(fresh.path(), target, failed);
    if (failed && replaces) fs::rename(old.path(), target);
    if (failed) throw FileError("cannot write " + target.string() + ": " + failed.message());
  } catch (const fs::filesystem_error& error) {
    throw FileError(error.what());
  }
}

}  // namespace twinline
