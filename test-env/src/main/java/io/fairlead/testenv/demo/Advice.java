package io.fairlead.testenv.demo;

import io.fairlead.testenv.hosts.Binaries;
import io.fairlead.testenv.hosts.Host;
import io.fairlead.testenv.mesh.Member;
import io.fairlead.testenv.programs.FairleadCli;

/** What a person can try next, ready to paste into another terminal. */
final class Advice {

  private final Terminal terminal;
  private final DemoMesh demo;

  Advice(Terminal terminal, DemoMesh demo) {
    this.terminal = terminal;
    this.demo = demo;
  }

  void print() {
    String consul =
        "http://%s/v1/catalog/services".formatted(demo.mesh().consul().catalog().authority());
    terminal.title("What to try next");
    terminal.command(
        "call a service by its name, from host web:",
        request(demo.web(), DemoMesh.HELLO, demo.helloPort()));
    terminal.command(
        "and the other way, from host store:",
        request(demo.store(), DemoMesh.CLOCK, demo.clockPort()));
    terminal.command("what each proxy accepted:", fairlead("proxy status"));
    terminal.command("sources and problems of the mesh:", fairlead("status"));
    terminal.command(
        "add a service: edit this file and call it by name:",
        "$EDITOR " + demo.mesh().services().path());
    terminal.command("what Consul knows:", "curl -s " + consul);
    Host web = demo.web().host();
    if (web.isIsolated()) {
      terminal.command("the capture rules of host web:", web.entry() + "iptables-save -t nat");
      terminal.command("a shell on host web:", web.entry() + "bash");
    }
    terminal.command("the log of host web:", "less " + demo.web().agent().launcher().logFile());
    terminal.say("");
    terminal.say("The mesh stays up. Ctrl-C ends it and leaves nothing behind.");
  }

  private String fairlead(String verb) {
    FairleadCli cli = demo.mesh().controlPlane().cli();
    return "%s%s %s --socket %s"
        .formatted(cli.host().entry(), Binaries.program("fairlead"), verb, cli.socket());
  }

  private static String request(Member caller, String name, int port) {
    String url = "http://%s:%d/".formatted(name, port);
    Host host = caller.host();
    return host.isIsolated()
        ? "%scurl -s %s".formatted(host.entry(), url)
        : "curl -s --resolve %s:%d:%s %s".formatted(name, port, host.address(), url);
  }
}
