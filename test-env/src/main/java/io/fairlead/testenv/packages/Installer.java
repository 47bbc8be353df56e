package io.fairlead.testenv.packages;

import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.hosts.Image;
import io.fairlead.testenv.process.CommandResult;
import java.time.Duration;

/** How a kind of distribution installs packages: the lines that an operator would type. */
public enum Installer {
  APT(
      Image.DEBIAN,
      """
      curl -fsSo /etc/apt/keyrings/fairlead.asc http://packages.mesh.example/fairlead.asc
      curl -fsSo /etc/apt/sources.list.d/fairlead.sources http://packages.mesh.example/fairlead.sources
      """,
      "apt-get -q update --error-on=any",
      "apt-get -qy install %s",
      "apt-get -qy install --only-upgrade %s",
      "apt-get -qy install --allow-downgrades %s=%s",
      "apt-get -qy install --reinstall %s",
      "apt-get -qy remove %s",
      "apt-get -qy purge %s",
      "dpkg-query -W -f '${Version}' %s"),
  DNF(
      Image.RPM,
      """
      curl -fsSo /etc/pki/rpm-gpg/RPM-GPG-KEY-fairlead --create-dirs http://packages.mesh.example/fairlead.asc
      curl -fsSo /etc/yum.repos.d/fairlead.repo --create-dirs http://packages.mesh.example/fairlead.repo
      """,
      "dnf -y clean all && dnf -y makecache",
      "dnf -y install %s",
      "dnf -y upgrade %s",
      "dnf -y downgrade %s-%s",
      "dnf -y reinstall %s",
      "dnf -y remove %s",
      "dnf -y remove %s",
      "rpm -q --qf '%%{VERSION}-%%{RELEASE}' %s");

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Image image;
  private final String trust;
  private final String update;
  private final String install;
  private final String upgrade;
  private final String downgrade;
  private final String reinstall;
  private final String remove;
  private final String purge;
  private final String version;

  Installer(
      Image image,
      String trust,
      String update,
      String install,
      String upgrade,
      String downgrade,
      String reinstall,
      String remove,
      String purge,
      String version) {
    this.image = image;
    this.trust = trust;
    this.update = update;
    this.install = install;
    this.upgrade = upgrade;
    this.downgrade = downgrade;
    this.reinstall = reinstall;
    this.remove = remove;
    this.purge = purge;
    this.version = version;
  }

  /** What a host boots from to have this installer. */
  public Image image() {
    return image;
  }

  /** Makes the repository and its key known; nothing of it is read yet. */
  public void trust(BootedHost host) {
    host.shell(trust).orThrow();
  }

  /** Reads the lists of the repository. */
  public CommandResult update(BootedHost host) {
    return host.shell(LIMIT, update);
  }

  public CommandResult install(BootedHost host, String names) {
    return host.shell(LIMIT, install.formatted(names));
  }

  public CommandResult upgrade(BootedHost host, String names) {
    return host.shell(LIMIT, upgrade.formatted(names));
  }

  public CommandResult downgrade(BootedHost host, String name, String to) {
    return host.shell(LIMIT, downgrade.formatted(name, to));
  }

  /** Installs a version again that is installed, by the same scripts as an upgrade. */
  public CommandResult reinstall(BootedHost host, String names) {
    return host.shell(LIMIT, reinstall.formatted(names));
  }

  /** Version and release of an installed package. */
  public String version(BootedHost host, String name) {
    return host.shell(version.formatted(name)).orThrow();
  }

  public CommandResult remove(BootedHost host, String names) {
    return host.shell(LIMIT, remove.formatted(names));
  }

  /** As {@link #remove}, with settings and state where the distribution knows such a thing. */
  public CommandResult purge(BootedHost host, String names) {
    return host.shell(LIMIT, purge.formatted(names));
  }
}
