package io.fairlead.vmagent;

import io.fairlead.pki.PublicKeyHash;
import io.fairlead.settings.ProgramVersion;
import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.host.Ownership;
import io.fairlead.vmagent.identity.ControlPlaneChannels;
import io.fairlead.vmagent.identity.IdentityStore;
import io.fairlead.vmagent.identity.JoinFailure;
import io.fairlead.vmagent.identity.JoinOrder;
import io.fairlead.vmagent.identity.Joiner;
import io.fairlead.vmagent.identity.Membership;
import io.fairlead.vmagent.identity.PodLabels;
import io.fairlead.vmagent.identity.Proof;
import io.fairlead.vmagent.transport.EventLoops;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes this host a member of a mesh. */
@Command(
    name = "join",
    description = "Makes this host a member of a mesh. The private key never leaves the host.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the host has joined",
      "1:something on this host is in the way",
      "2:wrong usage or settings",
      "3:the control plane cannot be reached",
      "4:the control plane is not the one of --ca-hash, or a clock is off",
      "5:the control plane refused",
      "6:the host has joined already",
      "7:the host has joined, and its units could not be started"
    })
final class JoinCommand implements Callable<Integer> {

  private static final int LONGEST_TOKEN = 4096;

  /** Where the token comes from. */
  static final class TokenSource {
    @Option(
        names = "--token",
        paramLabel = "TOKEN",
        description = "From `fairlead token create`; - reads it from standard input.")
    private @Nullable String token;

    @Option(names = "--token-file", paramLabel = "FILE", description = "Holds the token.")
    private @Nullable Path file;

    @Option(
        names = "--service-account-token",
        paramLabel = "FILE",
        description = "In a pod: Kubernetes writes the token of the pod's service account there.")
    private @Nullable Path serviceAccountToken;
  }

  @ParentCommand private @Nullable Main main;
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "HOST:PORT", description = "The control plane.")
  private String controlPlane = "";

  @ArgGroup(multiplicity = "1")
  private TokenSource source = new TokenSource();

  @Option(
      names = "--ca-hash",
      required = true,
      paramLabel = "sha256:HEX",
      description = "Hash of the mesh's root key: how the control plane is known to be the one.")
  private String caHash = "";

  @Option(
      names = "--cluster",
      description = "In a pod: what the control plane calls the cluster; default: its only one.")
  private String cluster = "";

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "In a pod: its labels, as Kubernetes' downward API writes them.")
  private @Nullable Path labels;

  @Mixin private HostOptions host = new HostOptions();

  @Override
  public Integer call() throws Exception {
    CommandSpec command = Objects.requireNonNull(spec);
    AgentSettings settings = Objects.requireNonNull(main).settings();
    PrintWriter err = command.commandLine().getErr();
    JoinOrder order = order(command, settings);
    InstantSource clock = InstantSource.system();
    IdentityStore store = new IdentityStore(settings.stateDirectory());
    // The ports of a host that has joined are its own agent's.
    Optional<String> obstacle = store.isJoined() ? Optional.empty() : HostChecks.obstacle(settings);
    if (obstacle.isPresent()) {
      err.println("fairlead-agent: " + obstacle.get());
      return JoinFailure.Kind.LOCAL.exitCode();
    }
    try (EventLoops loops = new EventLoops()) {
      Joiner joiner =
          new Joiner(store, new ControlPlaneChannels(loops, clock), clock, ProgramVersion.text());
      Membership membership = joiner.join(order);
      Ownership.give(settings.stateDirectory(), settings.agentUser());
      PrintWriter out = command.commandLine().getOut();
      out.println(
          membership.workloadGroup().isEmpty()
              ? "joined: this pod is %s, service account %s of namespace %s"
                  .formatted(membership.name(), membership.serviceAccount(), membership.namespace())
              : "joined: this host is %s in group %s of namespace %s"
                  .formatted(
                      membership.name(), membership.workloadGroup(), membership.namespace()));
      return AgentUnit.start(host.noStart(), out, err);
    } catch (JoinFailure failure) {
      err.println("fairlead-agent: " + failure.getMessage());
      return failure.kind().exitCode();
    }
  }

  private JoinOrder order(CommandSpec command, AgentSettings settings) throws IOException {
    try {
      return new JoinOrder(
          controlPlane,
          proof(),
          PublicKeyHash.parse(caHash),
          host.name(),
          host.addresses(settings),
          host.force());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private Proof proof() throws IOException {
    if (source.serviceAccountToken == null) {
      return new Proof.JoinToken(token());
    }
    String token = Files.readString(source.serviceAccountToken).strip();
    return new Proof.ServiceAccountToken(
        token, cluster, labels == null ? Map.of() : PodLabels.parse(Files.readString(labels)));
  }

  /** A token on the command line can be seen in the list of processes: the other ways cannot. */
  private String token() throws IOException {
    if (source.file != null) {
      return Files.readString(source.file).strip();
    }
    if ("-".equals(source.token)) {
      return new String(System.in.readNBytes(LONGEST_TOKEN), StandardCharsets.UTF_8).strip();
    }
    return source.token == null ? "" : source.token;
  }
}
