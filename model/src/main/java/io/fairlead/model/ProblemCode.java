package io.fairlead.model;

import java.util.Locale;

/**
 * The sorts of problems, by names that stay: programs may rely on them where sentences change. What
 * each means and how to mend it stands in {@code docs/reference/problems.md}.
 */
public enum ProblemCode {
  BAD_ADDRESS,
  BAD_DURATION,
  BAD_EXPRESSION,
  BAD_HASH,
  BAD_HEADER,
  BAD_HOST,
  BAD_LABEL,
  BAD_LOCALITY,
  BAD_NAME,
  BAD_PATH,
  BAD_PORT,
  BAD_RATE,
  BAD_TIME,
  BAD_YAML,
  CONTROL_CHARACTER,
  DUPLICATE_FIELD,
  DUPLICATE_RESOURCE,
  DUPLICATE_VALUE,
  EXCLUSIVE_FIELDS,
  GATEWAY_WITHOUT_ROUTES,
  HOST_DECLARED_TWICE,
  HOST_NOT_SERVED,
  KIND_NOT_TRANSLATED,
  MISSING_FIELD,
  NEEDS_OTHER_FIELD,
  NOT_TRANSLATED,
  NO_EFFECT,
  OTHER_NAMESPACE,
  OUT_OF_RANGE,
  PORT_CONFLICT,
  RULE_HIDDEN,
  SELECTS_NOBODY,
  SHORT_HOST,
  TOO_LARGE,
  UNKNOWN_FIELD,
  UNKNOWN_GATEWAY,
  UNKNOWN_HOST,
  UNKNOWN_KIND,
  UNKNOWN_PORT,
  UNKNOWN_SUBSET,
  UNKNOWN_VALUE,
  UNKNOWN_VERSION,
  UNREACHABLE_ROUTE,
  UNREADABLE_FILE,
  WRONG_TYPE;

  /** As people and programs read it, such as {@code unknown-field}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
