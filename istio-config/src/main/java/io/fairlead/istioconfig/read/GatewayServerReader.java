package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.Port;
import io.fairlead.api.istio.networking.v1alpha3.Server;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.GatewayServer;
import io.fairlead.model.policy.GatewayServer.GatewayHost;
import io.fairlead.model.policy.GatewayServer.GatewayPort;
import io.fairlead.model.policy.ServerTls;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the servers of gateways. */
final class GatewayServerReader {

  private final String ownNamespace;
  private final Findings findings;

  GatewayServerReader(String ownNamespace, Findings findings) {
    this.ownNamespace = ownNamespace;
    this.findings = findings;
  }

  Optional<GatewayServer> read(String path, Server server) {
    List<GatewayHost> hosts = hosts(path + ".hosts", server);
    Optional<GatewayPort> port = port(path + ".port", server);
    checkBind(path + ".bind", server.getBind());
    Optional<ServerTls> tls =
        port.flatMap(
            known -> new ServerTlsReader(findings).read(path + ".tls", server, known.protocol()));
    return tls.map(known -> new GatewayServer(server.getName(), port.get(), hosts, known));
  }

  private Optional<GatewayPort> port(String path, Server server) {
    if (!server.hasPort()) {
      findings.error(
          ProblemCode.MISSING_FIELD, path, "is missing: write number, name and protocol");
      return Optional.empty();
    }
    Port port = server.getPort();
    int number = port.getNumber();
    PortNumbers.needed(path + ".number", number, findings);
    if (port.getName().isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD, path + ".name", "is missing: name the port, such as http");
    }
    if (port.getProtocol().isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD,
          path + ".protocol",
          "is missing: write one such as HTTP, HTTPS, TLS or TCP");
      return Optional.empty();
    }
    Optional<Protocol> protocol =
        Protocols.declared(path + ".protocol", port.getProtocol(), findings);
    return protocol.map(known -> new GatewayPort(number, port.getName(), known, server.getBind()));
  }

  private void checkBind(String path, String bind) {
    if (bind.startsWith(Addresses.UNIX)) {
      findings.error(
          ProblemCode.NOT_TRANSLATED,
          path,
          "is a Unix socket, and a gateway binds none yet: write an IP address, or nothing");
    } else if (!bind.isEmpty() && !Addresses.isIp(bind)) {
      findings.error(
          ProblemCode.BAD_ADDRESS,
          path,
          Excerpt.of(bind) + " is no IP address: write one, or nothing");
    }
  }

  private List<GatewayHost> hosts(String path, Server server) {
    if (server.getHostsCount() == 0) {
      findings.error(
          ProblemCode.MISSING_FIELD, path, "is empty: name at least one host, or * for every one");
    }
    Set<GatewayHost> hosts = new LinkedHashSet<>();
    for (int i = 0; i < server.getHostsCount(); i++) {
      String at = path + "[" + i + "]";
      Optional<GatewayHost> host = host(at, server.getHosts(i));
      if (host.isPresent() && !hosts.add(host.get())) {
        findings.warning(at, Excerpt.of(server.getHosts(i)) + " is listed twice: remove one");
      }
    }
    return new ArrayList<>(hosts);
  }

  private Optional<GatewayHost> host(String path, String text) {
    int slash = text.indexOf('/');
    Optional<String> namespace =
        slash < 0 ? Optional.of("") : namespace(path, text.substring(0, slash));
    String name = text.substring(slash + 1).toLowerCase(Locale.ROOT);
    String problem = ServiceHost.problemWith(name);
    if (!problem.isEmpty()) {
      findings.error(ProblemCode.BAD_HOST, path, Excerpt.of(name) + " " + problem);
      return Optional.empty();
    }
    if (!name.equals("*") && name.indexOf('.') < 0) {
      findings.error(
          ProblemCode.SHORT_HOST,
          path,
          Excerpt.of(name) + " is a short name, which no client can ask for: write it in full");
      return Optional.empty();
    }
    return namespace.map(known -> new GatewayHost(known, new ServiceHost(name)));
  }

  private Optional<String> namespace(String path, String text) {
    if (text.equals("*")) {
      return Optional.of("");
    }
    if (text.equals(".")) {
      return Optional.of(ownNamespace);
    }
    Optional<String> problem = Names.problemWithNamespace(text);
    problem.ifPresent(sentence -> findings.error(ProblemCode.BAD_NAME, path, sentence));
    return problem.isPresent() ? Optional.empty() : Optional.of(text);
  }
}
