package io.fairlead.benchmarks.simulator;

import com.google.gson.JsonObject;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;

/** Runs the simulator: options on the command line, commands on standard input. */
public final class SimulatorMain {

  private static final int BAD_USAGE = 2;

  private SimulatorMain() {}

  public static void main(String[] arguments) throws IOException {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(BAD_USAGE);
      return;
    }
    PrintStream lines =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Consumer<JsonObject> out = object -> lines.println(object);
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    EventLoop loop = (EventLoop) group.next();
    Fleet fleet = new Fleet(options, new Connections(options, group), loop, out, new Random(1));
    Commands commands = new Commands(fleet, out);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    // The end of the input ends the simulator too: it never outlives who started it.
    String line = in.readLine();
    while (line != null && !line.equals("quit")) {
      String command = line;
      loop.execute(() -> commands.run(command));
      line = in.readLine();
    }
    System.exit(0);
  }
}
