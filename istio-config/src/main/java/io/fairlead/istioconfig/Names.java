package io.fairlead.istioconfig;

import java.util.Optional;

/** The rules for names, namespaces, labels and annotations, as Kubernetes has them. */
public final class Names {

  private static final int MAX_NAME = 253;
  private static final int MAX_PART = 63;

  private Names() {}

  /** Why {@code text} names no resource; empty where it does. */
  public static Optional<String> problemWithName(String text) {
    if (text.isEmpty() || text.length() > MAX_NAME) {
      return Optional.of("must have 1 to 253 characters");
    }
    for (String part : text.split("\\.", -1)) {
      if (!isDnsLabel(part, MAX_NAME)) {
        return Optional.of(
            Excerpt.of(text)
                + " is no name: use a-z, 0-9, - and . only, and begin and end each part with a"
                + " letter or digit");
      }
    }
    return Optional.empty();
  }

  /** Why {@code text} names no namespace; empty where it does. */
  public static Optional<String> problemWithNamespace(String text) {
    return isDnsLabel(text, MAX_PART)
        ? Optional.empty()
        : Optional.of(
            Excerpt.of(text)
                + " is no namespace: use 1 to 63 of a-z, 0-9 and -, and begin and end with a"
                + " letter or digit");
  }

  /** Whether {@code text} is one part of a DNS name, as port names must be. */
  public static boolean isDnsLabel(String text) {
    return isDnsLabel(text, MAX_PART);
  }

  /** Why a workload can carry no such label; empty where it can. */
  public static Optional<String> problemWithLabel(String key, String value) {
    Optional<String> problem = problemWithKey(key);
    return problem.isPresent() || value.isEmpty() || isQualifiedPart(value)
        ? problem
        : Optional.of(
            "the label value "
                + Excerpt.of(value)
                + " is not allowed: use at most 63 of letters, digits, -, _ and ., and begin and"
                + " end with a letter or digit");
  }

  /** Why {@code key} can be no key of labels or annotations; empty where it can. */
  public static Optional<String> problemWithKey(String key) {
    int slash = key.indexOf('/');
    boolean hasGoodPrefix = slash < 0 || problemWithName(key.substring(0, slash)).isEmpty();
    return hasGoodPrefix && isQualifiedPart(key.substring(slash + 1))
        ? Optional.empty()
        : Optional.of(
            "the key "
                + Excerpt.of(key)
                + " is not allowed: use at most 63 of letters, digits, -, _ and ., with an optional"
                + " DNS prefix and a slash before them");
  }

  private static boolean isDnsLabel(String text, int max) {
    return isWord(text, max, false);
  }

  private static boolean isQualifiedPart(String text) {
    return isWord(text, MAX_PART, true);
  }

  private static boolean isWord(String text, int max, boolean isQualified) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isAlphanumeric =
          (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (isQualified && c >= 'A' && c <= 'Z');
      boolean isInner = i > 0 && i < text.length() - 1;
      boolean isMark = c == '-' || (isQualified && (c == '_' || c == '.'));
      if (!isAlphanumeric && !(isInner && isMark)) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= max;
  }
}
