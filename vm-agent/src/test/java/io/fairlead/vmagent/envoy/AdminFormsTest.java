package io.fairlead.vmagent.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AdminFormsTest {

  private static EnvoyAdmin.Reply parse(String text) throws IOException {
    return HttpReply.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void joinsChunks() throws IOException {
    assertThat(
            parse(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nLIVE\n\r\n3\r\né!\r\n0\r\n\r\n"))
        .isEqualTo(new EnvoyAdmin.Reply(200, "LIVE\né!"));
  }

  @Test
  void readsABodyThatEndsWithItsConnection() throws IOException {
    assertThat(parse("HTTP/1.1 503 Service Unavailable\r\n\r\nPRE_INITIALIZING\n"))
        .isEqualTo(new EnvoyAdmin.Reply(503, "PRE_INITIALIZING\n"));
  }

  @Test
  void refusesWhatIsCutShortOrNotHttp() {
    assertThatThrownBy(
            () -> parse("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n99\r\nLIVE"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> parse("SSH-2.0\r\n\r\n")).isInstanceOf(IOException.class);
  }

  @Test
  void findsEpochAndBootstrapOfARunningEnvoy() {
    assertThat(
            ServerInfo.parse(
                """
                {"state": "LIVE", "command_line_options":
                  {"restart_epoch": 2, "config_path": "/run/fairlead/envoy/bootstrap-2.json"}}
                """))
        .contains(new ServerInfo("LIVE", 2, "/run/fairlead/envoy/bootstrap-2.json"));
    assertThat(ServerInfo.parse("{\"state\": 1}")).isEmpty();
    assertThat(ServerInfo.parse("not: [json")).isEmpty();
  }
}
