#include <system_error>
#include <utility>

#include <fcntl.h>
#include <hdf5.h>
#include <unistd.h>

#include "twinline/core/error.h"
#include "twinline/results/event_log.h"

namespace twinline {

namespace {

constexpr hsize_t kChunk = 16384;
constexpr unsigned kDeflate = 4;

/// An identifier of the library and the function that gives it back.
class Handle {
 public:
  Handle(hid_t id, herr_t (*release)(hid_t), const std::filesystem::path& path)
      : id_(id), release_(release) {
    if (id < 0) throw FileError("cannot write " + path.string() + ": HDF5 refused");
  }
  Handle(Handle&& other) noexcept : id_(other.id_), release_(other.release_) { other.id_ = -1; }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  Handle& operator=(Handle&&) = delete;
  ~Handle() {
    if (id_ >= 0) release_(id_);
  }
  operator hid_t() const { return id_; }  // NOLINT: it stands for the identifier
  bool close() { return release_(std::exchange(id_, -1)) >= 0; }

 private:
  hid_t id_;
  herr_t (*release_)(hid_t);
};

/// One-dimensional column that grows.
struct ColumnSet {
  Handle set;
  hid_t type;  ///< of the values in memory
  hsize_t size = 0;
};

/// events.h5: one data set a column, rows in the order of events.csv. Names are indices into
/// /names/<column>; 4294967295 = an empty cell.
class Hdf5Log : public EventLog {
 public:
  Hdf5Log(std::filesystem::path path, const Plant& plant)
      : plant_(plant),
        path_(std::move(path)),
        temporary_(path_.parent_path() / (".events.h5." + std::to_string(::getpid()))),
        file_(create()) {
    try {
      write_names();
      make_columns();
    } catch (...) {
      ::unlink(temporary_.c_str());
      throw;
    }
  }
  ~Hdf5Log() override {
    if (!committed_) ::unlink(temporary_.c_str());
  }

  void append(EventSpool& spool, std::uint32_t replication, std::uint64_t seed) override {
    std::uint64_t first = 0;
    for (auto records = spool.read(0); !records.empty(); records = spool.read(first)) {
      first += records.size();
      append(records, replication, seed);
    }
  }

  void close() override {
    if (closed_) return;
    columns_.clear();
    check(file_.close());
    const int descriptor = ::open(temporary_.c_str(), O_RDONLY | O_CLOEXEC);
    const bool safe = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) ::close(descriptor);
    check(safe);
    closed_ = true;
  }
  void commit() override {
    close();
    std::error_code error;
    std::filesystem::rename(temporary_, path_, error);
    if (error) throw FileError("cannot write " + path_.string() + ": " + error.message());
    committed_ = true;
  }
  std::filesystem::path path() const override { return path_; }

 private:
  void check(bool ok) const {
    if (!ok) throw FileError("cannot write " + path_.string() + ": is the disk full?");
  }

  Handle create() const {
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // errors are thrown, not printed
    return {H5Fcreate(temporary_.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose,
            path_};
  }

  ColumnSet make_column(const char* name, hid_t type) const {
    constexpr hsize_t kEmpty = 0;
    constexpr hsize_t kUnlimited = H5S_UNLIMITED;
    const Handle space(H5Screate_simple(1, &kEmpty, &kUnlimited), H5Sclose, path_);
    const Handle settings(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, path_);
    check(H5Pset_chunk(settings, 1, &kChunk) >= 0 && H5Pset_shuffle(settings) >= 0 &&
          H5Pset_deflate(settings, kDeflate) >= 0 &&
          H5Pset_obj_track_times(settings, false) >= 0);  // equal runs, equal bytes
    return {Handle(H5Dcreate2(file_, name, type, space, H5P_DEFAULT, settings, H5P_DEFAULT),
                   H5Dclose, path_),
            type};
  }

  void make_columns() {
    columns_.push_back(make_column("replication", H5T_NATIVE_UINT32));
    columns_.push_back(make_column("seed", H5T_NATIVE_UINT64));
    for (const std::size_t index : plant_.output.event_columns) {
      const bool time = static_cast<EventColumn>(index) == EventColumn::kTime;
      columns_.push_back(make_column(time ? "time_ns" : event_columns()[index].name.c_str(),
                                     time ? H5T_NATIVE_INT64 : H5T_NATIVE_UINT32));
    }
  }

  template <typename Value, typename Get>
  void put(std::size_t column, const std::vector<TraceRecord>& records, Get get) {
    std::vector<Value> values;
    values.reserve(records.size());
    for (const TraceRecord& record : records) values.push_back(get(record));
    ColumnSet& to = columns_[column];
    const hsize_t start = to.size;
    const hsize_t count = values.size();
    to.size += count;
    check(H5Dset_extent(to.set, &to.size) >= 0);
    const Handle space(H5Dget_space(to.set), H5Sclose, path_);
    const Handle memory(H5Screate_simple(1, &count, nullptr), H5Sclose, path_);
    check(H5Sselect_hyperslab(space, H5S_SELECT_SET, &start, nullptr, &count, nullptr) >= 0 &&
          H5Dwrite(to.set, to.type, memory, space, H5P_DEFAULT, values.data()) >= 0);
  }

  void append(const std::vector<TraceRecord>& records, std::uint32_t replication,
              std::uint64_t seed) {
    put<std::uint32_t>(0, records, [=](const TraceRecord&) { return replication; });
    put<std::uint64_t>(1, records, [=](const TraceRecord&) { return seed; });
    std::size_t at = 2;
    for (const std::size_t index : plant_.output.event_columns) {
      const auto column = static_cast<EventColumn>(index);
      if (column == EventColumn::kTime) {
        put<std::int64_t>(at++, records, [](const TraceRecord& r) { return r.time.ns(); });
      } else {
        put<std::uint32_t>(at++, records, [&](const TraceRecord& record) {
          return event_value(plant_, record, column);
        });
      }
    }
  }

  /// A data set of variable-length text.
  void write_texts(hid_t group, const char* name, const std::vector<const char*>& texts) const {
    const hsize_t count = texts.size();
    const Handle space(H5Screate_simple(1, &count, nullptr), H5Sclose, path_);
    const Handle type(H5Tcopy(H5T_C_S1), H5Tclose, path_);
    const Handle settings(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, path_);
    check(H5Tset_size(type, H5T_VARIABLE) >= 0 && H5Tset_cset(type, H5T_CSET_UTF8) >= 0 &&
          H5Pset_obj_track_times(settings, false) >= 0);
    const Handle set(H5Dcreate2(group, name, type, space, H5P_DEFAULT, settings, H5P_DEFAULT),
                     H5Dclose, path_);
    check(count == 0 || H5Dwrite(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()) >= 0);
  }

  template <typename Entities>
  void write_names_of(hid_t group, const char* name, const Entities& entities) const {
    std::vector<const char*> texts;
    for (const auto& entity : entities) texts.push_back(entity.name.c_str());
    write_texts(group, name, texts);
  }

  /// What the indices in the columns mean.
  void write_names() const {
    const Handle settings(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, path_);
    check(H5Pset_obj_track_times(settings, false) >= 0);
    const Handle group(H5Gcreate2(file_, "names", H5P_DEFAULT, settings, H5P_DEFAULT), H5Gclose,
                       path_);
    write_texts(group, "event", {kTraceWords.begin(), kTraceWords.end()});
    write_names_of(group, "part", plant_.parts);
    write_names_of(group, "machine", plant_.machines);
    write_names_of(group, "station", plant_.stations);
    write_names_of(group, "route", plant_.routes);
    std::vector<std::string> releases;
    for (Id id = 0; id <= plant_.releases.size(); ++id) {
      releases.push_back(release_name(plant_, id));
    }
    std::vector<const char*> release_texts;
    for (const std::string& name : releases) release_texts.push_back(name.c_str());
    write_texts(group, "release", release_texts);
    std::vector<const char*> steps;
    for (const std::string& name : plant_.step_names) steps.push_back(name.c_str());
    write_texts(group, "step", steps);
  }

  const Plant& plant_;
  std::filesystem::path path_;
  std::filesystem::path temporary_;
  Handle file_;
  std::vector<ColumnSet> columns_;
  bool closed_ = false;
  bool committed_ = false;
};

}  // namespace

std::unique_ptr<EventLog> make_hdf5_log(const std::filesystem::path& file, const Plant& plant) {
  return std::make_unique<Hdf5Log>(file, plant);
}

bool has_hdf5() { return true; }

}  // namespace twinline
