#include "twinline/scenario/text/file_texts.h"

#include "twinline/scenario/text/file_set.h"

namespace twinline {

const std::string& FileTexts::read(const std::filesystem::path& path) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const std::string name = path.generic_string();
  const auto known = texts_.find(name);
  return known != texts_.end() ? known->second
                               : texts_.emplace(name, read_whole_file(path)).first->second;
}

std::vector<std::pair<std::string, const std::string*>> FileTexts::all() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::vector<std::pair<std::string, const std::string*>> files;
  for (const auto& [name, text] : texts_) files.emplace_back(name, &text);
  return files;
}

}  // namespace twinline
