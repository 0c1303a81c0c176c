#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace twinline {

/// Reads a table of results row by row, so that one larger than the memory can be read too. The
/// dialect is that of sim/results/csv_text.h; CRLF and a byte order mark are taken as well.
class TableFile {
 public:
  /// Opens the table and reads its header.
  /// @param columns the columns that are needed, in the order in which cells are asked for
  /// @throws FileError where the file cannot be read, ScenarioError with file, line and column
  ///         where it is no such table; so do all members
  TableFile(std::filesystem::path path, std::vector<std::string> columns);

  /// Goes to the next row. @return is there one?
  bool next();

  /// A cell of the present row. @param k index into the columns asked for
  std::string_view text(std::size_t k) const { return cells_[at_[k]].text; }
  /// The cell as a number; NaN where it is empty, which means "no value".
  double number(std::size_t k) const;
  /// The cell as a number that must be there.
  double required_number(std::size_t k) const;
  /// The cell as a whole number of at least 0.
  std::uint64_t whole(std::size_t k) const;

  /// Says what is wrong with a cell of the present row.
  [[noreturn]] void fail(std::size_t k, const std::string& message) const;

  /// The names of all columns of the file.
  const std::vector<std::string>& header() const { return header_; }

 private:
  struct Cell {
    std::string text;
    std::size_t begin = 0;  ///< byte in the row's text
    std::size_t length = 0;
  };
  bool read_line();
  bool read_row();
  void split();
  [[noreturn]] void fail_at(std::size_t begin, std::size_t length, const std::string& what) const;

  std::filesystem::path path_;
  std::ifstream file_;
  std::vector<std::string> columns_;
  std::vector<std::string> header_;
  std::vector<std::size_t> at_;  ///< position of each column asked for
  std::string row_;              ///< the text of the present row
  std::vector<Cell> cells_;      ///< cells_ keep their memory from row to row
  std::size_t n_cells_ = 0;
  std::size_t line_ = 1;  ///< where the row begins
  std::size_t lines_ = 0;
};

/// @throws ScenarioError where the row is of another scenario: the table is from another run.
void check_scenario(const TableFile& table, std::size_t column, const std::string& scenario);

/// A list of words as in `a, b and c`.
std::string listed(const std::vector<std::string>& words);

}  // namespace twinline
