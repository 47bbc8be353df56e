package io.fairlead.benchmarks.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.Main;

/** Runs JMH with settings that fit a small machine; its own options may follow. */
public final class JmhMain {

  private JmhMain() {}

  public static void main(String[] arguments) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of("-f", "1", "-wi", "3", "-w", "2", "-i", "5", "-r", "2", "-prof", "gc"));
    all.addAll(List.of("-jvmArgsAppend", "--enable-native-access=ALL-UNNAMED"));
    all.addAll(List.of(arguments));
    Main.main(all.toArray(String[]::new));
  }
}
