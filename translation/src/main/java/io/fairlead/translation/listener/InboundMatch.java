package io.fairlead.translation.listener;

import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.service.Protocol;
import io.fairlead.translation.security.Alpn;
import java.util.List;

/**
 * One of the shapes in which traffic arrives at a port.
 *
 * @param alpn what a client offers, or what inspection found; empty for anything
 * @param isTls whether the bytes on the wire are TLS
 * @param isHttp whether the bytes within are taken for HTTP
 * @param isTerminated whether the TLS is the mesh's own, ended by the proxy
 */
record InboundMatch(List<String> alpn, boolean isTls, boolean isHttp, boolean isTerminated) {

  /** How a port is spoken, as far as filter chains care. */
  enum Kind {
    HTTP,
    TCP,
    DETECTED;

    static Kind of(Protocol protocol) {
      return switch (protocol) {
        case HTTP, HTTP2, GRPC, GRPC_WEB -> HTTP;
        case HTTPS, TLS, TCP, MONGO -> TCP;
        case AUTO -> DETECTED;
      };
    }
  }

  private static final List<String> ANY = List.of();

  /** The nine sets of Istio, so that its clients and ours find the same answers. */
  static List<InboundMatch> of(Kind kind, MtlsMode mode) {
    return switch (kind) {
      case HTTP -> http(mode);
      case TCP -> tcp(mode);
      case DETECTED -> detected(mode);
    };
  }

  /** TLS that is not the mesh's and ends here, and nothing else. */
  static InboundMatch ofOwnTls(Kind kind) {
    return new InboundMatch(ANY, true, kind == Kind.HTTP, false);
  }

  private static List<InboundMatch> http(MtlsMode mode) {
    return switch (mode) {
      case STRICT -> List.of(mesh(ANY, true));
      case PERMISSIVE -> List.of(mesh(Alpn.MATCH_ANY, true), plaintext(ANY, true));
      case DISABLE -> List.of(plaintext(ANY, true));
    };
  }

  private static List<InboundMatch> tcp(MtlsMode mode) {
    return switch (mode) {
      case STRICT -> List.of(mesh(ANY, false));
      case PERMISSIVE -> List.of(mesh(Alpn.MATCH_ANY, false), foreignTls(), plaintext(ANY, false));
      case DISABLE -> List.of(plaintext(ANY, false));
    };
  }

  private static List<InboundMatch> detected(MtlsMode mode) {
    return switch (mode) {
      case STRICT -> List.of(mesh(Alpn.MATCH_HTTP, true), mesh(ANY, false));
      case PERMISSIVE ->
          List.of(
              mesh(Alpn.MATCH_HTTP, true),
              plaintext(Alpn.PLAIN_HTTP, true),
              mesh(Alpn.MATCH_TCP, false),
              plaintext(ANY, false),
              foreignTls());
      case DISABLE -> List.of(plaintext(Alpn.PLAIN_HTTP, true), plaintext(ANY, false));
    };
  }

  private static InboundMatch mesh(List<String> alpn, boolean isHttp) {
    return new InboundMatch(alpn, true, isHttp, true);
  }

  private static InboundMatch plaintext(List<String> alpn, boolean isHttp) {
    return new InboundMatch(alpn, false, isHttp, false);
  }

  /** TLS of the application itself, passed on as it is. */
  private static InboundMatch foreignTls() {
    return new InboundMatch(ANY, true, false, false);
  }
}
