package io.fairlead.testenv.programs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fairlead.testenv.hosts.Binaries;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.hosts.User;
import io.fairlead.testenv.process.CommandResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The command {@code fairlead}, as an operator types it on the control plane's host. */
public record FairleadCli(Host host, Path socket) {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** What a joining host needs besides the control plane's address. */
  public record Ticket(String token, String caHash) {}

  public CommandResult run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Binaries.program("fairlead").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--socket", socket.toString()));
    return host.run(User.ROOT, LIMIT, command);
  }

  /** Applies YAML; a refusal is returned, not thrown. */
  public CommandResult apply(String name, String yaml) {
    Path file = ConfigFile.write(host.directory().resolve(name + ".yaml"), yaml);
    return run("apply", "-f", file.toString());
  }

  public Ticket createToken(String namespace, String group) {
    return ticket("--namespace", namespace, "--group", group);
  }

  /** A token that is good for so long, such as {@code 1m}. */
  public Ticket createToken(String namespace, String group, String lifetime) {
    return ticket("--namespace", namespace, "--group", group, "--lifetime", lifetime);
  }

  private Ticket ticket(String... options) {
    List<String> words = new ArrayList<>(List.of("token", "create", "-o", "json"));
    words.addAll(List.of(options));
    JsonObject answer = json(words.toArray(String[]::new));
    return new Ticket(answer.get("token").getAsString(), answer.get("caHash").getAsString());
  }

  /** Every connected proxy with what it accepted and refused. */
  public List<ProxyStatus> proxies() {
    List<ProxyStatus> proxies = new ArrayList<>();
    JsonElement found = json("proxy", "status", "-o", "json").get("proxies");
    if (found != null) {
      found.getAsJsonArray().forEach(proxy -> proxies.add(ProxyStatus.of(proxy.getAsJsonObject())));
    }
    return proxies;
  }

  /** Sources and problems of the mesh, as text for a person. */
  public String status() {
    return run("status").output();
  }

  private JsonObject json(String... arguments) {
    return JsonParser.parseString(run(arguments).orThrow()).getAsJsonObject();
  }
}
