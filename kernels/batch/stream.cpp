#include "twinline/batch/stream.h"

#include "twinline/batch/cuda_driver.h"

namespace twinline {

Stream::Stream(const DeviceChoice& device) : device_(device), queue_(make_queue(device)) {}

void Stream::begin(const BatchBytes& batch, const Launch& launch) {
  if (queue_) {
    queue_->begin(batch, launch);
  } else {
    launch(batch.taken, batch.given, nullptr);
  }
}

void Stream::finish() {
  if (queue_) queue_->finish();
}

}  // namespace twinline
