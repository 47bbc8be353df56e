package io.fairlead.testenv.hosts;

import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.process.Commands;
import io.fairlead.testenv.process.RunningProcess;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Hosts that boot their own systemd from a root file system of their own, on one switch.
 *
 * <p>The switch, the hosts' files (in memory, above an image that stays as it is) and all processes
 * live in the namespaces of one {@link Machine}: when it goes, the kernel takes everything away.
 * Only empty control groups are left, which {@link ControlGroups} removes.
 */
public final class BootedNetwork implements HostNetwork {

  private static final String GATEWAY = "10.77.0.1";
  private static final int FIRST_HOST = 10;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Arguments: image, address, gateway. */
  private static final String FURNISH =
      """
      host=/run/hosts/$0 image=$1 address=$2 gateway=$3
      mkdir "$host" "$host/upper" "$host/work" "$host/root"
      mount -t overlay -o "lowerdir=$image,upperdir=$host/upper,workdir=$host/work" overlay "$host/root"
      cd "$host/root/etc"
      echo "$0" >hostname
      printf '127.0.0.1 localhost\\n%s %s\\n%s packages.mesh.example\\n' "$address" "$0" "$gateway" >hosts
      rm -f resolv.conf
      echo "nameserver $gateway" >resolv.conf
      printf '[Match]\\nName=host0\\n[Network]\\nAddress=%s/24\\nGateway=%s\\nLinkLocalAddressing=no\\nIPv6AcceptRA=no\\n' \\
        "$address" "$gateway" >systemd/network/10-host0.network
      """;

  /**
   * Arguments: control group, then options. With {@code --keep-unit} nspawn asks to be started
   * again for a reboot, by exit code 133.
   */
  private static final String BOOT =
      """
      group=$1; shift
      while read -r _ tree type options _; do
        if [ "$type" = cgroup2 ] || [[ $options = *name=systemd* ]]; then
          mkdir -p "$tree/$group"
          echo 0 >"$tree/$group/cgroup.procs"
        fi
      done </proc/self/mounts
      while code=0; systemd-nspawn -q -D "/run/hosts/$0/root" -M "$0" --keep-unit --register=no --network-bridge=switch \\
        --resolv-conf=off --link-journal=no --console=pipe "$@" --boot </dev/null || code=$?; [ $code = 133 ]; do :; done
      exit $code
      """;

  private final Machine lab;
  private final RunDirectory files;
  private final ControlGroups groups;
  private final List<BootedHost> hosts = new ArrayList<>();

  private BootedNetwork(Machine lab, RunDirectory files, ControlGroups groups) {
    this.lab = lab;
    this.files = files;
    this.groups = groups;
  }

  public static BootedNetwork open() {
    RunDirectory files = RunDirectory.create();
    Machine lab = Machine.start("lab");
    try {
      lab.script(
          """
          mount -t tmpfs -o mode=755 tmpfs /run
          mkdir /run/hosts
          ip link set lo up
          ip link add switch type bridge
          ip addr add "$1/24" dev switch
          ip link set switch up
          """,
          List.of(GATEWAY));
      return new BootedNetwork(lab, files, ControlGroups.create());
    } catch (RuntimeException e) {
      lab.close();
      files.close();
      throw e;
    }
  }

  @Override
  public BootedHost host(String name) {
    return host(name, Image.DEBIAN);
  }

  /** Boots a new host, and returns when its systemd is done with that. */
  public BootedHost host(String name, Image image) {
    String address = "10.77.0." + (FIRST_HOST + hosts.size());
    lab.script(name, FURNISH, List.of(image.root().toString(), address, GATEWAY));
    List<String> command =
        new ArrayList<>(List.of("bash", "-euc", BOOT, name, groups.of(name).toString()));
    command.add("--bind-ro=" + System.getProperty("java.home"));
    command.add("--bind-ro=" + classes());
    BootedHost host =
        BootedHost.boot(name, address, files.path().resolve(name), lab.inside(User.ROOT, command));
    hosts.add(host);
    return host;
  }

  /** The classes of this module, for the services and the load that run on hosts. */
  private static Path classes() {
    try {
      return Path.of(
          BootedNetwork.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The class path is no path", e);
    }
  }

  /** Where what {@link #start} started is reached from the hosts. */
  public String gateway() {
    return GATEWAY;
  }

  /** Starts a process beside the switch. */
  public RunningProcess start(String name, List<String> command) {
    return HostFiles.start("switch", name, lab.inside(User.ROOT, command), true, files.path());
  }

  /** Runs a command beside the switch. */
  public CommandResult run(String... command) {
    return Commands.run(LIMIT, lab.inside(User.ROOT, List.of(command)));
  }

  @Override
  public Path directory() {
    return files.path();
  }

  @Override
  public void close() {
    lab.close();
    groups.close();
    files.close();
  }
}
