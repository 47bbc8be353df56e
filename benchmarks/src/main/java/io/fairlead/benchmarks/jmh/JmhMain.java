package io.fairlead.benchmarks.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.Main;

/** Runs JMH with settings that fit a small machine, or with JMH's own options. */
public final class JmhMain {

  /** With less, what 10,000 services cost would be collections most of all. */
  private static final String FORKED = "--enable-native-access=ALL-UNNAMED -Xmx1g";

  private JmhMain() {}

  public static void main(String[] arguments) throws IOException {
    List<String> usual = new ArrayList<>(List.of("-f 1 -wi 3 -w 2 -i 5 -r 2 -prof gc".split(" ")));
    usual.addAll(List.of("-prof", ProcessorProfiler.class.getName(), "-jvmArgsAppend", FORKED));
    Main.main(arguments.length == 0 ? usual.toArray(String[]::new) : arguments);
  }
}
