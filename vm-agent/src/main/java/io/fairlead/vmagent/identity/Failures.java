package io.fairlead.vmagent.identity;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds in a failed call what a person needs to know. */
public final class Failures {

  private static final int LONGEST = 500;
  private static final int MOST_CAUSES = 20;

  private Failures() {}

  public static String sentence(StatusRuntimeException failure) {
    return sentence(failure.getStatus());
  }

  public static String sentence(Status status) {
    Throwable cause = status.getCause();
    return distrust(cause)
        .or(() -> find(cause, UnknownHostException.class).map(e -> "its name is not known to DNS"))
        .orElseGet(() -> printable(describe(status)));
  }

  static Optional<String> distrust(@Nullable Throwable failure) {
    return find(failure, CertificateException.class)
        .map(e -> printable(String.valueOf(e.getMessage())));
  }

  static <E extends Throwable> Optional<E> find(@Nullable Throwable failure, Class<E> kind) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MOST_CAUSES; depth++) {
      if (kind.isInstance(at)) {
        return Optional.of(kind.cast(at));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  private static String describe(Status status) {
    String text = status.getDescription() == null ? "" : ": " + status.getDescription();
    String cause =
        status.getCause() == null || status.getCause().getMessage() == null
            ? ""
            : " (" + status.getCause().getMessage() + ")";
    return status.getCode() + text + cause;
  }

  /** What the other side says goes to terminals and journals: no control characters, no novel. */
  static String printable(String text) {
    String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "..." : clean;
  }
}
