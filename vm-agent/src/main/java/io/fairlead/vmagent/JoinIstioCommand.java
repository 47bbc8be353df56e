package io.fairlead.vmagent;

import io.fairlead.vmagent.config.AgentSettings;
import io.fairlead.vmagent.host.Ownership;
import io.fairlead.vmagent.identity.ControlPlaneChannels;
import io.fairlead.vmagent.identity.IdentityStore;
import io.fairlead.vmagent.identity.IstioJoiner;
import io.fairlead.vmagent.identity.JoinFailure;
import io.fairlead.vmagent.identity.Membership;
import io.fairlead.vmagent.istio.IstioFiles;
import io.fairlead.vmagent.istio.IstioHost;
import io.fairlead.vmagent.transport.EventLoops;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private HostOptions host = new HostOptions();

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
      IstioHost told = source.host();
      Membership membership = membership(told, settings);
      ControlPlaneChannels channels =
          ControlPlaneChannels.toIstiod(loops, InstantSource.system(), told.serverName());
      new IstioJoiner(store, channels)
          .join(membership, source.root(), source.token(), host.force());
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
                      told.controlPlane()));
      return AgentUnit.start(
          host.noStart(), command.commandLine().getOut(), command.commandLine().getErr());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    } catch (JoinFailure failure) {
      command.commandLine().getErr().println("fairlead-agent: " + failure.getMessage());
      return failure.kind().exitCode();
    }
  }

  private Membership membership(IstioHost told, AgentSettings settings) {
    List<String> addresses = host.addresses(settings);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException(
          "the host has no address that others can reach: name one with --address");
    }
    return new Membership(
        host.name(),
        addresses,
        List.of(told.controlPlane()),
        told.account().trustDomain(),
        told.account().namespace(),
        told.group(),
        told.account().name(),
        told.mesh().id(),
        told.mesh().cluster(),
        told.mesh().network(),
        told.labels().getOrDefault("istio-locality", "").replace('.', '/'),
        told.labels(),
        new Membership.Istio(told.serverName()));
  }
}
