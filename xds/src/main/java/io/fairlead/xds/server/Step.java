package io.fairlead.xds.server;

import io.fairlead.xds.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * What follows from one event: the next state of a stream and what to tell.
 *
 * @param answers in the order in which they must be sent
 * @param rejection the client's refusal, where the event was one
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
record Step(StreamState next, List<Answer> answers, Optional<Rejection> rejection) {

  Step {
    answers = List.copyOf(answers);
  }
}
