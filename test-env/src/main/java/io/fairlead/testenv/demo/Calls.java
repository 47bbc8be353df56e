package io.fairlead.testenv.demo;

import io.fairlead.testenv.mesh.Answer;
import io.fairlead.testenv.mesh.Member;
import io.fairlead.testenv.process.TestEnvironmentException;
import io.fairlead.testenv.process.Waiting;
import java.time.Duration;
import java.util.Optional;

/**
 * Requests from one member of the mesh to a service on the other, and who was seen to make them.
 */
final class Calls {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Terminal terminal;

  Calls(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Calls until the mesh answers with mutual TLS, and prints what the service's Envoy saw. */
  void make(Member caller, Member owner, String name, int port) {
    Answer answer =
        terminal.step(
            "%s calls http://%s:%d/".formatted(caller.host().name(), name, port),
            () -> awaitAnswer(caller, name, port));
    terminal.say("         answered by       " + answer.service() + ", a plain HTTP service");
    terminal.say("         its Envoy saw     " + answer.callerSeen());
    String line =
        Waiting.forValue(
            "the access log of host " + owner.host().name(),
            LIMIT,
            () -> accessLog(owner, caller.principal()));
    terminal.say("         its access log    " + line);
  }

  private static Answer awaitAnswer(Member caller, String name, int port) {
    Answer[] last = new Answer[] {new Answer(0, "")};
    try {
      Waiting.until(
          "%s to answer %s with mutual TLS".formatted(name, caller.host().name()),
          LIMIT,
          () -> {
            last[0] = call(caller, name, port);
            return last[0].isOk() && last[0].callerSeen().equals(caller.principal());
          });
    } catch (TestEnvironmentException e) {
      throw new TestEnvironmentException(
          "%s; the last answer was %d: %s"
              .formatted(e.getMessage(), last[0].status(), last[0].body()),
          e);
    }
    return last[0];
  }

  private static Answer call(Member caller, String name, int port) {
    return caller.host().isIsolated()
        ? caller.client().get(name, port)
        : caller.client().getBy(caller.host().address(), name, port);
  }

  /** The part of the newest line that names the caller; Envoy writes its log every few seconds. */
  private static Optional<String> accessLog(Member owner, String principal) {
    String wanted = "\"downstream_peer_uri_san\":\"" + principal + "\"";
    return owner
        .agent()
        .launcher()
        .log()
        .lines()
        .filter(line -> line.contains(wanted))
        .reduce((earlier, later) -> later)
        .map(line -> wanted);
  }
}
