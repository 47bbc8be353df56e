package io.fairlead.vmagent;

import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.host.HostMetadata;
import io.fairlead.vmagent.host.Ownership;
import io.fairlead.vmagent.identity.ControlPlaneChannels;
import io.fairlead.vmagent.identity.IdentityStore;
import io.fairlead.vmagent.identity.IstioJoiner;
import io.fairlead.vmagent.identity.JoinFailure;
import io.fairlead.vmagent.identity.Membership;
import io.fairlead.vmagent.istio.IstioFiles;
import io.fairlead.vmagent.istio.IstioHost;
import io.fairlead.vmagent.transport.EventLoops;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes this host a member of a mesh whose control plane is a stock istiod. */
@Command(
    name = "join-istio",
    description = {
      "Makes this host a member of a mesh of a stock istiod, by the files that",
      "`istioctl experimental workload entry configure` wrote for it."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the host has joined",
      "1:something on this host is in the way",
      "2:wrong usage, settings or files",
      "3:istiod cannot be reached",
      "4:istiod is not the one of root-cert.pem, or a clock is off",
      "5:istiod refused",
      "6:the host has joined already",
      "7:the host has joined, and its units could not be started"
    })
final class JoinIstioCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--files",
      required = true,
      paramLabel = "DIRECTORY",
      description = "Holds cluster.env, mesh.yaml, root-cert.pem and istio-token.")
  private Path files = Path.of(".");

  @Option(names = "--name", description = "The workload's name; default: the host's name.")
  private String name = "";

  @Option(
      names = "--address",
      paramLabel = "A",
      description = "An address of this host; may be repeated. Default: the host's first.")
  private List<String> addresses = List.of();

  @Option(
      names = "--no-start",
      description =
          "Leave the units alone. Without it they are enabled and started, where systemd runs.")
  private boolean noStart;

  @Option(names = "--force", description = "Join although the host has joined already.")
  private boolean force;

  @Override
  public Integer call() throws Exception {
    CommandSpec command = Objects.requireNonNull(spec);
    AgentSettings settings = Objects.requireNonNull(main).settings();
    IdentityStore store = new IdentityStore(settings.stateDirectory());
    Optional<String> obstacle = store.isJoined() ? Optional.empty() : HostChecks.obstacle(settings);
    if (obstacle.isPresent()) {
      command.commandLine().getErr().println("fairlead-agent: " + obstacle.get());
      return JoinFailure.Kind.LOCAL.exitCode();
    }
    IstioFiles source = new IstioFiles(files);
    try (EventLoops loops = new EventLoops()) {
      IstioHost host = source.host();
      Membership membership = membership(host, settings);
      ControlPlaneChannels channels =
          ControlPlaneChannels.toIstiod(loops, InstantSource.system(), host.serverName());
      new IstioJoiner(store, channels).join(membership, source.root(), source.token(), force);
      Ownership.give(settings.stateDirectory(), settings.agentUser());
      command
          .commandLine()
          .getOut()
          .println(
              "joined: this host is %s, service account %s of namespace %s, with the istiod %s"
                  .formatted(
                      membership.name(),
                      membership.serviceAccount(),
                      membership.namespace(),
                      host.controlPlane()));
      return AgentUnit.start(
          noStart, command.commandLine().getOut(), command.commandLine().getErr());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    } catch (JoinFailure failure) {
      command.commandLine().getErr().println("fairlead-agent: " + failure.getMessage());
      return failure.kind().exitCode();
    }
  }

  private Membership membership(IstioHost host, AgentSettings settings) {
    HostMetadata metadata = new HostMetadata();
    List<String> named = addresses.isEmpty() ? settings.namedAddresses() : addresses;
    List<String> chosen =
        named.isEmpty()
            ? metadata.addresses().stream().limit(1).map(InetAddress::getHostAddress).toList()
            : named.stream().map(each -> InetAddress.ofLiteral(each).getHostAddress()).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "the host has no address that others can reach: name one with --address");
    }
    return new Membership(
        name.isEmpty() ? metadata.hostName().toLowerCase(Locale.ROOT) : name,
        chosen,
        List.of(host.controlPlane()),
        host.account().trustDomain(),
        host.account().namespace(),
        host.group(),
        host.account().name(),
        host.mesh().id(),
        host.mesh().cluster(),
        host.mesh().network(),
        host.labels().getOrDefault("istio-locality", "").replace('.', '/'),
        host.labels(),
        new Membership.Istio(host.serverName()));
  }
}
