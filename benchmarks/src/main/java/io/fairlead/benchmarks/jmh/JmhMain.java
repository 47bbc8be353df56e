package io.fairlead.benchmarks.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.Main;

/** Runs JMH, by names of benchmarks with settings that fit a small machine, or by its options. */
public final class JmhMain {

  /**
   * As the control plane runs; with less, collections would be most of what 10,000 services cost.
   */
  private static final String FORKED =
      "--enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Xmx1g -Xmn600m";

  private JmhMain() {}

  public static void main(String[] arguments) throws IOException {
    List<String> usual = new ArrayList<>(List.of("-f 1 -wi 3 -w 2 -i 5 -r 2 -prof gc".split(" ")));
    usual.addAll(List.of("-prof", ProcessorProfiler.class.getName(), "-jvmArgsAppend", FORKED));
    List<String> given = List.of(arguments);
    if (given.stream().noneMatch(argument -> argument.startsWith("-"))) {
      usual.addAll(given);
      given = usual;
    }
    Main.main(given.toArray(String[]::new));
  }
}
