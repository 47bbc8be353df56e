package io.fairlead.vmagent.identity;

import io.fairlead.vmagent.identity.JoinFailure.Kind;
import io.grpc.Status;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Chooses the sentence for a join call that failed. */
final class JoinErrors {

  private JoinErrors() {}

  static JoinFailure of(String controlPlane, Status status) {
    Optional<String> distrust = Failures.distrust(status.getCause());
    if (distrust.isPresent()) {
      return new JoinFailure(Kind.NOT_TRUSTED, controlPlane + " is not trusted: " + distrust.get());
    }
    return switch (status.getCode()) {
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          new JoinFailure(
              Kind.REFUSED,
              controlPlane
                  + " refused the token: "
                  + said(status)
                  + "; a token works once and for a short time: make a new one with `fairlead token"
                  + " create`");
      case INVALID_ARGUMENT, FAILED_PRECONDITION, NOT_FOUND, ALREADY_EXISTS, RESOURCE_EXHAUSTED ->
          new JoinFailure(Kind.REFUSED, controlPlane + " refused the host: " + said(status));
      case UNIMPLEMENTED ->
          new JoinFailure(
              Kind.UNREACHABLE,
              controlPlane + " does not offer to join: it is another program or too old");
      default -> new JoinFailure(Kind.UNREACHABLE, unreachable(controlPlane, status));
    };
  }

  private static String unreachable(String controlPlane, Status status) {
    Throwable cause = status.getCause();
    Optional<UnknownHostException> unknown = Failures.find(cause, UnknownHostException.class);
    if (unknown.isPresent()) {
      return String.valueOf(unknown.get().getMessage()).contains("Temporary failure")
          ? "no name server answers for the name in "
              + controlPlane
              + ": check /etc/resolv.conf and the network, or use an address"
          : "the name in " + controlPlane + " is not known to DNS: check it, or use an address";
    }
    if (Failures.find(cause, ConnectException.class).isPresent()) {
      return controlPlane
          + " cannot be reached ("
          + Failures.printable(String.valueOf(cause == null ? "" : cause.getMessage()))
          + "): check that the control plane runs, the port, and firewalls between";
    }
    if (Failures.find(cause, SSLException.class).isPresent()) {
      return controlPlane
          + " does not speak the control plane's TLS ("
          + said(status)
          + "): check the port";
    }
    return controlPlane
        + " did not answer ("
        + said(status)
        + "): check the address, the port, and firewalls between";
  }

  private static String said(Status status) {
    return Failures.printable(
        status.getDescription() == null ? status.getCode().toString() : status.getDescription());
  }
}
