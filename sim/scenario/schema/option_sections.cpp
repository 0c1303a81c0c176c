#include "twinline/scenario/schema/schema.h"

namespace twinline {

const Section& option_section() {
  static const Section section{
      "option",
      "[[option]]",
      "In what jobs differ beyond their part: exactly one of `share` (with or without) and "
      "`values` "
      "(a colour, an engine). Every job gets one value of every option: that of its order, else "
      "drawn by the shares. A key that names a choice says `roof_window`, `roof_window=no` or "
      "`colour=red`.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("share", FieldType::kNumber, "Share of the jobs that have it; its values are no, yes.")
           .between(0, 1)
           .such_as("0.35"),
       field("values", FieldType::kNamed,
             "Its values and how often each occurs, relative to the others.")
           .such_as("{ white = 30, black = 20, red = 5 }"),
       field("at_most", FieldType::kInteger,
             "Spacing rule: of `in` successive jobs so many have it (with `values`: another than "
             "the first). Sequences are judged by it where they are watched.")
           .between(1, 63),
       field("in", FieldType::kInteger, "For `at_most`: successive jobs.").between(2, 64)}};
  return section;
}

const Section& work_section() {
  static const Section section{
      "work",
      "work = [ {..} ] of a station",
      "Work content. At a plain station it is added to `process`, at a moving line it is what the "
      "people at one position do.",
      "",
      {field("time", FieldType::kDistribution, "How long it takes.").needed().such_as("\"12 s\""),
       field("option", FieldType::kText, "The choice whose jobs need it; absent = every job.")
           .such_as("\"roof_window\""),
       field("position", FieldType::kInteger, "Of a moving line, from 1.").between(1, 1e6)}};
  return section;
}

const Section& sequence_row_section() {
  static const Section section{
      "order",
      "A table of `orders`",
      "Jobs of a release in their order, by their options.",
      "",
      {field("options", FieldType::kTexts,
             "Their choices; an option that is not named is drawn by its shares.")
           .such_as("colour=red | roof_window"),
       field("count", FieldType::kInteger, "Such jobs in a row.").between(1, 1e7).or_else("1")}};
  return section;
}

}  // namespace twinline
