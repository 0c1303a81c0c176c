#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace twinline {

/// A stretch of a source: where a key, a value or a cell stands. Bytes from the source's begin.
struct Span {
  static constexpr std::uint32_t kNoSource = 0xffffffffU;
  std::uint32_t source = kNoSource;
  std::uint32_t begin = 0;
  std::uint32_t length = 0;
};

/// Line and column, both from 1; columns count characters (UTF-8 code points), not bytes.
struct LineColumn {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// One file, or one option of the command line, and its name as the user wrote it.
class SourceText {
 public:
  SourceText(std::string name, std::string text);

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }
  LineColumn position(std::size_t offset) const;
  /// Byte offset of a line and column; the end of the text for a position beyond it.
  std::size_t offset(LineColumn position) const;
  /// The line that holds the offset, without its line break.
  std::string_view line_at(std::size_t offset) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_begins_;
};

/// All sources of a scenario; spans refer to them by index.
class Sources {
 public:
  /// Longest accepted source [bytes]; callers refuse longer files.
  static constexpr std::size_t kMaxBytes = std::size_t{1} << 28U;

  /// @pre text.size() <= kMaxBytes. @return the source's index.
  std::uint32_t add(std::string name, std::string text);
  const SourceText& operator[](std::uint32_t source) const { return sources_[source]; }
  std::size_t size() const { return sources_.size(); }
  /// "path:line:column" of a span; "" for a span without a source.
  std::string where(Span span) const;

 private:
  std::deque<SourceText> sources_;
};

}  // namespace twinline
