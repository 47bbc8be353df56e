package io.fairlead.vmagent.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.testing.Cases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureSettingsTest {

  private static final CaptureSettings SETTINGS =
      new CaptureSettings(
          InboundPorts.parse("8080, 9000-9010"),
          CaptureSettings.Exclusions.parse(
              List.of("9100"), List.of("5432", "6000-6010"), List.of("10.0.0.0/8", "fd00::/8")),
          new CaptureSettings.Users(900, 901),
          List.of(HostPort.parse("mesh.example:15012"), HostPort.parse("[fd00::1]:15012")),
          true,
          CaptureSettings.Ports.DEFAULTS);

  @TempDir private Path directory = Path.of("");

  @Test
  void readsWhatItWrote() {
    Path file = directory.resolve("capture.yaml");
    SETTINGS.write(file);

    assertThat(CaptureSettings.read(file)).isEqualTo(SETTINGS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          agentUser: 900          | agentUser: 0            | must not run as root
          agentUser: 900          | agentUser: root         | 'agentUser' is a number
          proxyUser: 901          | proxyUser: -1           | a user is a number from 1
          proxyUser: 901          | proxyUser: 4294967296   | 'proxyUser' is a number
          proxyUser: 901          | other: 901              | 'proxyUser' is missing
          dns: true               | dns: perhaps            | 'dns' is true or false
          dnsPort: 15053          | dnsPort: 65536          | ports are 1 to 65535
          dnsPort: 15053          | dnsPort: 15053, 9: 1    | not YAML
          "9100"                  | "9100 -j ACCEPT"        | a port is written 8080
          "9100"                  | "0"                     | ports are 1 to 65535
          "9100"                  | "9-1"                   | ports are 1 to 65535
          "5432"                  | "53"                    | holds port 53
          "10.0.0.0/8"            | "example.org"           | a CIDR is written
          "10.0.0.0/8"            | "10.0.0.0/33"           | prefix of a CIDR is out of range
          "10.0.0.0/8"            | "0.0.0.0/0"             | holds every address
          "mesh.example:15012"    | "mesh example:15012"    | host name or address
          "mesh.example:15012"    | "mesh.example"          | a control plane is written
          inboundPort: 15006      | inboundPort: 15001      | must differ
          dns: true               | - dns: true             | not YAML
          """)
  void refusesWhatCannotBeMeant(String right, String wrong, String sentence) {
    String text = CaptureFile.render(SETTINGS).replace(right, wrong);

    assertThatThrownBy(() -> CaptureFile.parse(text))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void refusesKeysThatNobodyKnows() {
    assertThatThrownBy(() -> CaptureFile.parse(CaptureFile.render(SETTINGS) + "more: 1\n"))
        .hasMessageContaining("unknown key")
        .hasMessageContaining("excludeInboundPorts");
  }

  @Test
  void followsNoLinksAndReadsNoSpecialFiles() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "root:x:0");
    Path link = Files.createSymbolicLink(directory.resolve("link"), secret);

    assertThatThrownBy(() -> CaptureSettings.read(link)).hasMessageContaining("not a plain file");
    assertThatThrownBy(() -> CaptureSettings.read(Path.of("/dev/zero")))
        .hasMessageContaining("not a plain file");
    assertThatThrownBy(() -> CaptureSettings.read(directory.resolve("absent")))
        .hasMessageContaining("does not exist");
  }

  @Test
  void showsNothingOfAFileThatIsNoSettings() throws IOException {
    for (String text : List.of("root:$6$secret:1", "a: [secret", "[secret: 1]", "secret")) {
      Path file = Files.writeString(directory.resolve("file"), text);
      assertThatThrownBy(() -> CaptureSettings.read(file))
          .isInstanceOf(CaptureException.class)
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void refusesAFileThatIsTooLargeOrTooDeep() throws IOException {
    Path large = Files.writeString(directory.resolve("large"), "#".repeat(300_000));
    Path deep = Files.writeString(directory.resolve("deep"), "[".repeat(200_000));

    assertThatThrownBy(() -> CaptureSettings.read(large)).hasMessageContaining("256 KiB");
    assertThatThrownBy(() -> CaptureSettings.read(deep)).isInstanceOf(CaptureException.class);
  }

  @Test
  void neverFailsOtherwiseThanByASentence() {
    byte[] text = CaptureFile.render(SETTINGS).getBytes(StandardCharsets.UTF_8);
    Cases.check(
        2_000,
        (random, seed) -> {
          byte[] broken = text.clone();
          for (int i = 0; i < 4; i++) {
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(32, 127);
          }
          try {
            CaptureFile.parse(new String(broken, StandardCharsets.UTF_8));
          } catch (CaptureException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/8,10.0.0.0/8",
    "fd00:0:0:1:0:0:0:1,fd00:0:0:1::1/128",
    "2001:db8::/33,2001:db8::/33",
    "::6,::6/128",
    "::1.2.3.4,::1.2.3.4/128",
    "1:0:0:2:0:0:0:3,1:0:0:2::3/128"
  })
  void writesBlocksAsIptablesDoes(String text, String written) {
    assertThat(Cidr.parse(text)).hasToString(written);
  }

  @ParameterizedTest
  @CsvSource({"1.2.3.4 5 10.0.0.1 2222,2222", "fe80::1 5 fd00::1 22,22", "nonsense,0", "'',0"})
  void readsThePortOfTheSshSession(String connection, int port) {
    assertThat(SshSession.serverPort(connection).orElse(0)).isEqualTo(port);
  }
}
