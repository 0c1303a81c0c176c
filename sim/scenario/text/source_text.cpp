#include "twinline/scenario/text/source_text.h"

#include <algorithm>
#include <utility>

namespace twinline {

namespace {

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

SourceText::SourceText(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)), line_begins_{0} {
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') {
      line_begins_.push_back(static_cast<std::uint32_t>(i + 1));
    }
  }
}

LineColumn SourceText::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  const auto line = static_cast<std::size_t>(after - line_begins_.begin());
  std::size_t column = 1;
  for (std::size_t i = line_begins_[line - 1]; i < offset; ++i) {
    column += continues_character(text_[i]) ? std::size_t{0} : std::size_t{1};
  }
  return {line, column};
}

std::size_t SourceText::offset(LineColumn position) const {
  if (position.line == 0 || position.line > line_begins_.size()) {
    return text_.size();
  }
  std::size_t at = line_begins_[position.line - 1];
  for (std::size_t column = 1; column < position.column && at < text_.size(); ++column) {
    do {
      ++at;
    } while (at < text_.size() && continues_character(text_[at]));
  }
  return at;
}

std::string_view SourceText::line_at(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  const std::size_t begin = *(after - 1);
  std::size_t end = text_.find('\n', begin);
  end = end == std::string::npos ? text_.size() : end;
  if (end > begin && text_[end - 1] == '\r') {
    --end;
  }
  return std::string_view(text_).substr(begin, end - begin);
}

std::uint32_t Sources::add(std::string name, std::string text) {
  sources_.emplace_back(std::move(name), std::move(text));
  return static_cast<std::uint32_t>(sources_.size() - 1);
}

std::string Sources::where(Span span) const {
  if (span.source == Span::kNoSource) {
    return "";
  }
  const SourceText& source = sources_[span.source];
  const LineColumn at = source.position(span.begin);
  return source.name() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

}  // namespace twinline
