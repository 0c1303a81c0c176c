#include "twinline/scenario/build/structure.h"

#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

std::string message(const std::string& subject, const std::string& text) {
  return subject.empty() ? text : subject + ": " + text;
}

void check_member(const Field& field, const Member& member, const std::string& subject,
                  Diagnostics& diagnostics) {
  const Value& value = member.value;
  if (field.type == FieldType::kTable || field.type == FieldType::kNamed) {
    if (value.kind != Value::Kind::kTable) {
      diagnostics.error(value.at, message(subject, member.key + ": expected a table, received " +
                                                       value.kind_name()));
      return;
    }
    if (field.type == FieldType::kNamed) return;
    // A table at the top level is called by its name, an inner one by that of its owner.
    check_structure(
        *field.section, value,
        subject.empty() ? std::string(field.section->name) : subject + ": " + member.key,
        diagnostics);
  } else if (field.type == FieldType::kTables) {
    if (value.kind != Value::Kind::kArray) {
      diagnostics.error(value.at,
                        message(subject, member.key + ": expected a list of tables, received " +
                                             value.kind_name()));
      return;
    }
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      const std::string name = element_subject(*field.section, value.items[i], i, subject);
      if (value.items[i].kind != Value::Kind::kTable) {
        diagnostics.error(value.items[i].at,
                          name + ": expected a table, received " + value.items[i].kind_name());
      } else {
        check_structure(*field.section, value.items[i], name, diagnostics);
      }
    }
  }
}

}  // namespace

std::string element_subject(const Section& section, const Value& element, std::size_t index,
                            const std::string& parent) {
  std::string subject = parent + (parent.empty() ? "" : ", ") + std::string(section.name) + " ";
  if (!section.name_key.empty()) {
    const Member* name = element.find(section.name_key);
    if (name != nullptr && name->value.is_text() && !name->value.text.empty()) {
      return subject + in_quotes(name->value.text);
    }
  }
  return subject + std::to_string(index + 1);
}

void check_structure(const Section& section, const Value& table, const std::string& subject,
                     Diagnostics& diagnostics) {
  for (const Member& member : table.members) {
    if (const Field* field = section.find(member.key)) {
      check_member(*field, member, subject, diagnostics);
    } else {
      diagnostics.error(member.key_at,
                        message(subject, "unknown key " + in_quotes(member.key) +
                                             did_you_mean(member.key, section.keys())));
    }
  }
  for (const Field& field : section.fields) {
    if (field.required && table.find(field.key) == nullptr) {
      diagnostics.error(table.at, message(subject, "missing key " + in_quotes(field.key)));
    }
  }
}

}  // namespace twinline
