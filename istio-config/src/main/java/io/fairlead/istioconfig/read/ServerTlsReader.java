package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.Server;
import io.fairlead.api.istio.networking.v1alpha3.ServerTLSSettings;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.ServerTls;
import io.fairlead.model.policy.ServerTls.Accepted;
import io.fairlead.model.policy.ServerTls.Certificates;
import io.fairlead.model.policy.ServerTls.Clients;
import io.fairlead.model.policy.ServerTls.Demand;
import io.fairlead.model.policy.ServerTls.Handshake;
import io.fairlead.model.policy.ServerTls.Roots;
import io.fairlead.model.policy.ServerTls.Terminated;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.service.Protocol;
import java.util.List;
import java.util.Optional;

/** Reads what a server at the edge does about TLS. */
final class ServerTlsReader {

  private final Findings findings;

  ServerTlsReader(Findings findings) {
    this.findings = findings;
  }

  Optional<ServerTls> read(String path, Server server, Protocol protocol) {
    if (!server.hasTls()) {
      if (protocol.isOpaqueTls()) {
        findings.error(
            ProblemCode.MISSING_FIELD,
            path,
            "is missing: " + protocol + " needs a mode, such as SIMPLE");
      }
      return Optional.of(new ServerTls.None());
    }
    ServerTLSSettings tls = server.getTls();
    if (protocol.isHttp()) {
      return ofPlaintext(path, tls);
    }
    if (!protocol.isOpaqueTls()) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path,
          "is for protocol HTTPS or TLS only: change the protocol, or remove it");
      return Optional.empty();
    }
    if (tls.getHttpsRedirect()) {
      findings.warning(
          path + ".httpsRedirect", "has an effect on HTTP only: move it to the plaintext server");
    }
    return terminatedOrNot(path, tls);
  }

  /** TLS of what a host itself serves, which ends at its proxy. */
  Setting<Terminated> readServed(String path, ServerTLSSettings tls) {
    return switch (tls.getMode()) {
      case SIMPLE, MUTUAL, OPTIONAL_MUTUAL -> Setting.from(proved(path, tls));
      case PASSTHROUGH, AUTO_PASSTHROUGH, ISTIO_MUTUAL, UNRECOGNIZED -> {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            path + ".mode",
            tls.getMode()
                + " is no mode of what a host serves: use SIMPLE, MUTUAL or OPTIONAL_MUTUAL;"
                + " leave tls out for TLS that the application ends, and write a"
                + " PeerAuthentication for the mesh's own");
        yield Setting.unset();
      }
    };
  }

  private Optional<ServerTls> ofPlaintext(String path, ServerTLSSettings tls) {
    ServerTLSSettings redirect =
        ServerTLSSettings.newBuilder().setHttpsRedirect(tls.getHttpsRedirect()).build();
    if (!tls.equals(redirect)) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path,
          "may hold httpsRedirect only on a plaintext port: write protocol: HTTPS for TLS");
    }
    return Optional.of(
        tls.getHttpsRedirect() ? new ServerTls.HttpsRedirect() : new ServerTls.None());
  }

  private Optional<ServerTls> terminatedOrNot(String path, ServerTLSSettings tls) {
    return switch (tls.getMode()) {
      case PASSTHROUGH -> {
        warnOfCertificates(path, tls);
        yield Optional.of(new ServerTls.Passthrough());
      }
      case AUTO_PASSTHROUGH -> {
        warnOfCertificates(path, tls);
        yield Optional.of(new ServerTls.AutoPassthrough());
      }
      case SIMPLE, MUTUAL, OPTIONAL_MUTUAL -> proved(path, tls).map(terminated -> terminated);
      case ISTIO_MUTUAL -> ofMesh(path, tls);
      case UNRECOGNIZED -> {
        findings.error(
            ProblemCode.UNKNOWN_VALUE,
            path + ".mode",
            "is not known: use SIMPLE, MUTUAL, OPTIONAL_MUTUAL, ISTIO_MUTUAL, PASSTHROUGH or"
                + " AUTO_PASSTHROUGH");
        yield Optional.empty();
      }
    };
  }

  private void warnOfCertificates(String path, ServerTLSSettings tls) {
    if (namesCertificates(tls)) {
      findings.warning(
          path, "names certificates, which " + tls.getMode() + " does not use: leave them out");
    }
  }

  private Optional<ServerTls> ofMesh(String path, ServerTLSSettings tls) {
    if (namesCertificates(tls)
        || !tls.getCaCertCredentialName().isEmpty()
        || !tls.getCaCertificates().isEmpty()
        || !tls.getCaCrl().isEmpty()) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path,
          "names a certificate, but ISTIO_MUTUAL uses the proxy's own identity: leave it out, or"
              + " use MUTUAL");
    }
    if (tls.getVerifyCertificateSpkiCount() > 0 || tls.getVerifyCertificateHashCount() > 0) {
      findings.warning(
          path, "pins certificates, which ISTIO_MUTUAL does not look at: use subjectAltNames");
    }
    return Optional.of(
        new Terminated(
            new Certificates.OfWorkload(),
            new Clients(
                Demand.REQUIRED,
                new Roots.OfServer(),
                new Accepted(tls.getSubjectAltNamesList(), List.of(), List.of(), false)),
            new HandshakeReader(findings).read(path, tls)));
  }

  private static boolean namesCertificates(ServerTLSSettings tls) {
    return !tls.getCredentialName().isEmpty()
        || tls.getCredentialNamesCount() > 0
        || !tls.getServerCertificate().isEmpty()
        || !tls.getPrivateKey().isEmpty()
        || tls.getTlsCertificatesCount() > 0;
  }

  private static Demand demand(ServerTLSSettings tls) {
    return switch (tls.getMode()) {
      case MUTUAL, ISTIO_MUTUAL -> Demand.REQUIRED;
      case OPTIONAL_MUTUAL -> Demand.OPTIONAL;
      case SIMPLE, PASSTHROUGH, AUTO_PASSTHROUGH, UNRECOGNIZED -> Demand.NONE;
    };
  }

  private Optional<Terminated> proved(String path, ServerTLSSettings tls) {
    Demand demand = demand(tls);
    ServerCertificatesReader reader = new ServerCertificatesReader(findings);
    Handshake handshake = new HandshakeReader(findings).read(path, tls);
    if (demand == Demand.NONE) {
      checkNobodyIsAsked(path, tls);
    }
    return reader
        .certificates(path, tls)
        .map(
            certificates ->
                new Terminated(
                    certificates,
                    demand == Demand.NONE
                        ? Clients.ANYBODY
                        : new Clients(demand, reader.roots(path, tls, certificates), accepted(tls)),
                    handshake));
  }

  private void checkNobodyIsAsked(String path, ServerTLSSettings tls) {
    if (tls.getSubjectAltNamesCount() > 0
        || tls.getVerifyCertificateSpkiCount() > 0
        || tls.getVerifyCertificateHashCount() > 0
        || tls.hasInsecureSkipVerify()
        || !tls.getCaCertCredentialName().isEmpty()
        || !tls.getCaCertificates().isEmpty()
        || !tls.getCaCrl().isEmpty()) {
      findings.warning(
          path,
          "says which clients are accepted, but SIMPLE asks none for a certificate: use MUTUAL or"
              + " OPTIONAL_MUTUAL, or leave it out");
    }
  }

  private static Accepted accepted(ServerTLSSettings tls) {
    return new Accepted(
        tls.getSubjectAltNamesList(),
        tls.getVerifyCertificateSpkiList(),
        tls.getVerifyCertificateHashList(),
        tls.getInsecureSkipVerify().getValue());
  }
}
