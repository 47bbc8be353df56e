package io.fairlead.testenv.demo;

import io.fairlead.testenv.hosts.HostNetwork;
import io.fairlead.testenv.hosts.LoopbackNetwork;
import io.fairlead.testenv.hosts.Network;
import io.fairlead.testenv.process.TestEnvironmentException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/** The main job, shown: {@code ./dev demo} and {@code ./dev demo --once}. */
public final class Demo {

  private final Terminal terminal;
  private final HostNetwork network;
  private final AtomicBoolean ending = new AtomicBoolean();

  private Demo(Terminal terminal, HostNetwork network) {
    this.terminal = terminal;
    this.network = network;
  }

  public static void main(String[] arguments) throws InterruptedException {
    boolean once = List.of(arguments).contains("--once");
    boolean root = "root".equals(System.getProperty("user.name"));
    boolean colour = System.console() != null && System.console().isTerminal();
    Terminal terminal =
        new Terminal(System.out, colour && System.getenv("NO_COLOR") == null, System::nanoTime);
    terminal.title("Two hosts, one mesh");
    terminal.say(
        root
            ? "Each host is a network namespace with an agent, an unmodified Envoy and capture rules."
            : "Not root: hosts are loopback addresses, and explicit listeners stand in for capture.");
    try {
      HostNetwork network =
          root ? Network.open(RandomGenerator.getDefault()) : new LoopbackNetwork();
      Demo demo = new Demo(terminal, network);
      Runtime.getRuntime().addShutdownHook(new Thread(demo::end, "end of the demo"));
      System.exit(demo.run(once) ? 0 : 1);
    } catch (TestEnvironmentException e) {
      terminal.say("./dev demo: " + e.getMessage());
      System.exit(1);
    }
  }

  private boolean run(boolean once) throws InterruptedException {
    try {
      DemoMesh demo = DemoMesh.start(network, terminal);
      terminal.title("Requests by service name, both ways");
      Calls calls = new Calls(terminal);
      calls.make(demo.web(), demo.store(), DemoMesh.HELLO, demo.helloPort());
      calls.make(demo.store(), demo.web(), DemoMesh.CLOCK, demo.clockPort());
      List<String> rejections = demo.mesh().rejections();
      if (!rejections.isEmpty()) {
        terminal.say("./dev demo: a proxy refused its configuration: " + rejections);
        return false;
      }
      terminal.title("All of it took" + terminal.elapsed() + "; no proxy refused anything");
      if (!once) {
        new Advice(terminal, demo).print();
        new CountDownLatch(1).await();
      }
      return true;
    } catch (TestEnvironmentException e) {
      if (!ending.get()) {
        terminal.say("./dev demo: " + e.getMessage());
      }
      return false;
    }
  }

  private void end() {
    ending.set(true);
    terminal.step("everything ended, nothing left behind", network::close);
  }
}
