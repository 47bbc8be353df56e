package io.fairlead.xds.server;

import io.fairlead.xds.ResourceType;
import io.grpc.Status;
import java.util.Collection;

/** Refuses requests that are malformed or larger than a client needs, before they cost memory. */
final class LimitCheck {

  private final Limits limits;

  LimitCheck(Limits limits) {
    this.limits = limits;
  }

  void stream(int open) {
    if (open > limits.streams()) {
      throw exhausted("this server holds no more than " + limits.streams() + " streams");
    }
  }

  void type(ResourceType type) {
    if (type.url().isEmpty()) {
      throw invalid("the request names no type_url");
    }
    length("type_url", type.url());
  }

  void names(ResourceType type, String field, Collection<String> names) {
    if (names.size() > limits.names()) {
      throw tooMany(type, field);
    }
    for (String name : names) {
      length(field, name);
    }
  }

  /** What is known of a stream once the request was taken in. */
  void total(ResourceType type, StreamState state) {
    if (state.names(type) > limits.names()) {
      throw tooMany(type, "all names asked for");
    }
    if (state.types().size() > limits.types()) {
      throw exhausted("a stream may ask for no more than " + limits.types() + " types");
    }
  }

  private void length(String field, String text) {
    if (text.length() > limits.nameLength()) {
      throw invalid(
          field + ": longer than " + limits.nameLength() + " characters: " + text.length());
    }
  }

  private RuntimeException tooMany(ResourceType type, String field) {
    return exhausted(field + " of " + type + ": more than " + limits.names() + " names");
  }

  private static RuntimeException invalid(String sentence) {
    return Status.INVALID_ARGUMENT.withDescription(sentence).asRuntimeException();
  }

  private static RuntimeException exhausted(String sentence) {
    return Status.RESOURCE_EXHAUSTED.withDescription(sentence).asRuntimeException();
  }
}
