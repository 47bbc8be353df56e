package io.fairlead.model.policy;

import java.util.Optional;

/**
 * What somebody may have said, or not: what was not said is inherited, or is the default.
 *
 * @param <T> what is said
 */
public sealed interface Setting<T> {

  /** Nobody said anything. */
  record Unset<T>() implements Setting<T> {}

  /** Somebody said it. */
  record Said<T>(T value) implements Setting<T> {}

  static <T> Setting<T> unset() {
    return new Unset<>();
  }

  static <T> Setting<T> of(T value) {
    return new Said<>(value);
  }

  /** What a reader found, or nothing. */
  static <T> Setting<T> from(Optional<T> found) {
    return found.map(Setting::of).orElseGet(Setting::unset);
  }

  default boolean isSet() {
    return this instanceof Said;
  }

  /** What was said, or {@code otherwise}. */
  default T or(T otherwise) {
    return switch (this) {
      case Said<T>(T value) -> value;
      case Unset<T> ignored -> otherwise;
    };
  }

  /** This, or where it says nothing {@code base}. */
  default Setting<T> over(Setting<T> base) {
    return isSet() ? this : base;
  }
}
