package io.fairlead.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.mesh.Client;
import io.fairlead.testenv.process.Waiting;
import io.fairlead.testenv.services.EchoService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bytes of plain TCP arrive exactly, whoever speaks first and however they travel. */
@Tag("story")
@ExtendWith(RunningMesh.class)
final class TcpEchoEndToEndTest {

  private static final String GREETING = "220 ready";
  private static final int ECHO_PORT = 9001;
  private static final int GREETER_PORT = 9002;
  private static final int BYTES = 1 << 20;
  private static final long SEED = 77;

  /** Enough for Envoy's TLS inspector to decide before the end of what the client sends. */
  private static final int FEW = 100;

  private List<EchoService> services = List.of();

  @BeforeEach
  void serve(StoryMesh mesh) {
    services =
        List.of(
            EchoService.tcp(mesh.two().host(), "echo", ECHO_PORT, ""),
            EchoService.tcp(mesh.two().host(), "greeter", GREETER_PORT, GREETING),
            EchoService.tcp(mesh.plain(), "echo", ECHO_PORT, ""),
            EchoService.tcp(mesh.plain(), "greeter", GREETER_PORT, GREETING));
    mesh.mesh().services().add("echo.internal", ECHO_PORT, "tcp", mesh.two().host().address());
    mesh.mesh()
        .services()
        .add("greeter.internal", GREETER_PORT, "tcp", mesh.two().host().address());
    mesh.mesh().services().add("echo.outside", ECHO_PORT, "tcp", mesh.plain().address());
    mesh.mesh().services().add("greeter.outside", GREETER_PORT, "tcp", mesh.plain().address());
  }

  @AfterEach
  void stop(StoryMesh mesh) {
    services.forEach(EchoService::close);
    List.of("echo.internal", "greeter.internal", "echo.outside", "greeter.outside")
        .forEach(mesh.mesh().services()::remove);
    mesh.mesh().requireTransport("two", "PERMISSIVE");
  }

  @Test
  void plaintextToAServiceOutsideOfTheMesh(StoryMesh mesh) {
    assertExact(mesh.web().client(), "echo.outside", "greeter.outside");
  }

  @Test
  void plaintextFromAClientOutsideOfTheMesh(StoryMesh mesh) {
    Host two = mesh.two().host();
    assertExact(mesh.plainClient(), two.address(), two.address());
  }

  @Test
  void mutualTlsToAPermissiveService(StoryMesh mesh) {
    assertExact(mesh.web().client(), "echo.internal", "greeter.internal");
  }

  @Test
  void mutualTlsToAStrictService(StoryMesh mesh) {
    mesh.mesh().requireTransport("two", "STRICT");
    awaitRefusal(mesh);

    assertExact(mesh.web().client(), "echo.internal", "greeter.internal");
  }

  private static void assertExact(Client client, String echo, String greeter) {
    Waiting.until(
        "a connection to " + echo,
        Duration.ofSeconds(20),
        () -> client.exchange(echo, ECHO_PORT, FEW, SEED, 0).output().contains("received=100:"));
    assertSame(client.exchange(echo, ECHO_PORT, BYTES, SEED, 0).orThrow(), "");
    assertSame(
        client.exchange(greeter, GREETER_PORT, BYTES, SEED, GREETING.length()).orThrow(), GREETING);
  }

  private static void assertSame(String line, String greeting) {
    assertThat(line)
        .matches("greeting=%s sent=(%d:\\w{64}) received=\\1".formatted(greeting, BYTES));
  }

  private static void awaitRefusal(StoryMesh mesh) {
    Waiting.until(
        "host two to refuse plaintext",
        Duration.ofSeconds(20),
        () ->
            !mesh.plainClient()
                .exchange(mesh.two().host().address(), ECHO_PORT, FEW, SEED, 0)
                .output()
                .contains("received=100:"));
  }
}
