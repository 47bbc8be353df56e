package io.fairlead.benchmarks.jmh;

import java.io.IOException;
import org.openjdk.jmh.Main;

/** Runs JMH with settings that fit a small machine, or with JMH's own options. */
public final class JmhMain {

  private JmhMain() {}

  public static void main(String[] arguments) throws IOException {
    String[] usual =
        "-f 1 -wi 3 -w 2 -i 5 -r 2 -prof gc -jvmArgsAppend --enable-native-access=ALL-UNNAMED"
            .split(" ");
    Main.main(arguments.length == 0 ? usual : arguments);
  }
}
