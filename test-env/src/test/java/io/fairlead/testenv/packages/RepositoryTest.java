package io.fairlead.testenv.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.hosts.BootedNetwork;
import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.process.Commands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts take packages of a repository that is signed by the key they know, and no others. */
@Tag("root")
final class RepositoryTest {

  /** The one that depends on no other. */
  private static final String PACKAGE = "fairlead-envoy";

  private static final String IS_INSTALLED = "test -e /usr/lib/fairlead/envoy/envoy";

  private BootedNetwork network;
  private Repository repository;

  @BeforeEach
  void open() {
    network = BootedNetwork.open();
    repository = Repository.serve(network);
  }

  @AfterEach
  void close() {
    network.close();
  }

  @ParameterizedTest
  @EnumSource
  void aSignedRepositoryIsTaken(Installer installer) {
    BootedHost host = host(installer);

    installer.update(host).orThrow();
    installer.install(host, PACKAGE).orThrow();

    assertThat(host.shell(IS_INSTALLED).succeeded()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "APT, rm apt/dists/stable/InRelease apt/dists/stable/Release.gpg, is not signed",
    "APT, sed -i s/^Origin:.*/Origin:Mallory/ apt/dists/stable/InRelease, invalid",
    "APT, echo | gzip | tee apt/dists/stable/main/binary-amd64/Packages.gz.new && mv"
        + " apt/dists/stable/main/binary-amd64/Packages.gz.new"
        + " apt/dists/stable/main/binary-amd64/Packages.gz, unexpected size",
    "DNF, rm yum/repodata/repomd.xml.asc, repomd.xml.asc",
    "DNF, sed -i s/revision/Revision/ yum/repodata/repomd.xml, GPG signature"
  })
  void anUnsignedOrAlteredListIsRefused(Installer installer, String spoil, String reason) {
    BootedHost host = host(installer);
    spoil(spoil);

    CommandResult updated = installer.update(host);

    assertThat(updated.succeeded()).isFalse();
    assertThat(updated.output()).contains(reason);
    assertNotInstalled(installer, host);
  }

  @ParameterizedTest
  @CsvSource({"APT, apt/pool, unexpected size", "DNF, yum, checksum"})
  void anAlteredPackageIsRefused(Installer installer, String directory, String reason) {
    BootedHost host = host(installer);
    installer.update(host).orThrow();
    spoil("cd %s; f=$(ls %s*); cp $f new; echo >>new; mv new $f".formatted(directory, PACKAGE));

    assertThat(installer.install(host, PACKAGE).output()).contains(reason);

    assertNotInstalled(installer, host);
  }

  @ParameterizedTest
  @EnumSource
  void aRepositorySignedByAnotherKeyIsRefused(Installer installer) {
    spoil(
        """
        export GNUPGHOME=$(mktemp -d)
        gpg --batch --quiet --passphrase '' --quick-generate-key Mallory ed25519 sign never
        rm fairlead.asc
        gpg --armor --export Mallory >fairlead.asc
        gpgconf --kill all
        rm -rf "$GNUPGHOME"
        """);
    BootedHost host = host(installer);

    assertThat(installer.update(host).succeeded()).isFalse();

    assertNotInstalled(installer, host);
  }

  private BootedHost host(Installer installer) {
    BootedHost host = network.host("web", installer.image());
    installer.trust(host);
    return host;
  }

  private void spoil(String script) {
    Commands.run("bash", "-euc", "cd \"$1\"; " + script, "spoil", repository.files().toString())
        .orThrow();
  }

  private static void assertNotInstalled(Installer installer, BootedHost host) {
    assertThat(installer.install(host, PACKAGE).succeeded()).isFalse();
    assertThat(host.shell(IS_INSTALLED).succeeded()).isFalse();
  }
}
