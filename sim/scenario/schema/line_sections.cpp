#include "twinline/scenario/schema/schema.h"

namespace twinline {

const Section& buffer_section() {
  static const Section section{
      "buffer",
      "[[buffer]]",
      "The places in front of one or several stations, which name it with `buffer`. A job takes "
      "its "
      "place when it leaves the machine before. Stations without a buffer have room for all.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("capacity", FieldType::kInteger, "Places, in jobs.").between(0, 1e9).needed(),
       word("counts", "waiting|waiting_and_work",
            "What takes a place: jobs that wait, where an idle machine that nobody waits for is a "
            "place more; or "
            "these and the jobs on the machines behind.")
           .needed(),
       word("blocking", "after_service|before_service",
            "When a machine in front of the full buffer stops: with its finished job, which it "
            "cannot pass on; or before it begins, for the place is taken when the work starts (for "
            "the next step of the route).")
           .needed()}};
  return section;
}

}  // namespace twinline
