package io.fairlead.testenv.packages;

import io.fairlead.testenv.hosts.BootedHost;
import io.fairlead.testenv.mesh.Answer;
import io.fairlead.testenv.process.CommandResult;
import io.fairlead.testenv.process.Waiting;
import io.fairlead.testenv.services.HttpEchoMain;
import io.fairlead.testenv.services.JavaPrograms;
import java.time.Duration;

/** Plain applications as units of a host: they know names and ports, and nothing of the mesh. */
final class Applications {

  private static final Duration START = Duration.ofSeconds(30);
  private static final String GET = "curl -s -m 5 -w '\\n%%{http_code}' http://%s:%d/";

  private Applications() {}

  /** Serves {@link PackagedMesh#SERVICE}, now and after each boot. */
  static void serve(BootedHost host) {
    host.write(
        "/etc/systemd/system/shop.service",
        """
        [Service]
        User=application
        ExecStart=%s
        [Install]
        WantedBy=multi-user.target
        """
            .formatted(
                String.join(
                    " ",
                    JavaPrograms.command(
                        HttpEchoMain.class,
                        host.name(),
                        "0.0.0.0",
                        Integer.toString(PackagedMesh.PORT)))));
    host.shell("systemctl -q enable --now shop.service").orThrow();
    Waiting.until(
        "the service on " + host.name(),
        START,
        () -> host.shell(GET.formatted("127.0.0.1", PackagedMesh.PORT)).succeeded());
  }

  /** One request to {@link PackagedMesh#SERVICE}. */
  static Answer call(BootedHost host) {
    return answer(host.shell(GET.formatted(PackagedMesh.SERVICE, PackagedMesh.PORT)));
  }

  /** As {@link #call}, at an address for which the name is not looked up. */
  static Answer callBy(String address, BootedHost host) {
    return answer(
        host.shell(
            GET.formatted(PackagedMesh.SERVICE, PackagedMesh.PORT)
                + " --resolve %s:%d:%s"
                    .formatted(PackagedMesh.SERVICE, PackagedMesh.PORT, address)));
  }

  static Answer answer(CommandResult curl) {
    String output = curl.output();
    int end = output.stripTrailing().lastIndexOf('\n');
    return curl.succeeded()
        ? new Answer(
            Integer.parseInt(output.strip().substring(end + 1).strip()),
            output.substring(0, Math.max(0, end)))
        : new Answer(0, output);
  }
}
