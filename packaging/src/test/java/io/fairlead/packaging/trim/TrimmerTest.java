package io.fairlead.packaging.trim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrimmerTest {

  private static final Trimmer TRIMMER = new Trimmer(new Foreign("x86_64"));

  @Test
  void keepsWhatTheProgramLeadsToAndNothingElseOfALibrary() {
    Jar program = jar("program-1.jar", classes("p/Main", "lib.Used"));
    Jar library =
        jar("guava-1.jar", classes("lib/Used", "lib.Next"), classes("lib/Next"), classes("lib/No"));

    assertThat(trimmed(program, library).get(1))
        .containsExactly("lib/Next.class", "lib/Used.class");
  }

  @Test
  void keepsOtherLibrariesWhole() {
    Jar program = jar("program-1.jar", classes("p/Main"));
    Jar library = jar("log4j-core-2.jar", classes("log/Plugin"));

    assertThat(trimmed(program, library).get(1)).containsExactly("log/Plugin.class");
  }

  @Test
  void keepsWhoOffersAServiceThatIsReached() {
    Jar program = jar("program-1.jar", classes("p/Main", "lib.Service"));
    Jar library =
        jar(
            "guava-1.jar",
            classes("lib/Service"),
            classes("lib/Provider"),
            Map.of(
                "META-INF/services/lib.Service",
                "lib.Provider # the one\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(trimmed(program, library).get(1)).contains("lib/Provider.class");
  }

  @Test
  void keepsTheClassForEachReleaseOfJava() {
    Jar program = jar("program-1.jar", classes("p/Main", "lib.Used"));
    Jar library =
        jar(
            "guava-1.jar",
            classes("lib/Used"),
            classes("META-INF/versions/9/lib/Used", "lib.New"),
            classes("lib/New"));

    assertThat(trimmed(program, library).get(1))
        .containsExactly("META-INF/versions/9/lib/Used.class", "lib/New.class", "lib/Used.class");
  }

  @Test
  void leavesOutFilesOfOtherMachinesAndSignatures() {
    Jar program =
        jar(
            "program-1.jar",
            files("com/sun/jna/linux-x86-64/libjnidispatch.so"),
            files("com/sun/jna/linux-aarch64/libjnidispatch.so"),
            files("META-INF/native/windows_x86_64.dll"),
            files("META-INF/BC.SF"),
            files("META-INF/LICENSE"));

    assertThat(trimmed(program).getFirst())
        .containsExactly("META-INF/LICENSE", "com/sun/jna/linux-x86-64/libjnidispatch.so");
  }

  @Test
  void writesEqualBytesForEqualContent(@TempDir Path directory) throws IOException {
    Jar jar = jar("program-1.jar", files("b"), files("a"), files("META-INF/MANIFEST.MF"));
    Path one = Files.createDirectory(directory.resolve("one"));
    Path other = Files.createDirectory(directory.resolve("other"));

    jar.write(one);
    Jar.read(one.resolve("program-1.jar")).write(other);

    assertThat(other.resolve("program-1.jar")).hasSameBinaryContentAs(one.resolve("program-1.jar"));
  }

  @Test
  void namesTheMachinesThatItKnows() {
    assertThatThrownBy(() -> new Foreign("s390x")).hasMessageContaining("x86_64 and aarch64");
  }

  private static List<Set<String>> trimmed(Jar... jars) {
    return TRIMMER.trim(List.of(jars)).stream().map(jar -> jar.files().keySet()).toList();
  }

  @SafeVarargs
  private static Jar jar(String name, Map<String, byte[]>... parts) {
    Map<String, byte[]> all = new TreeMap<>();
    for (Map<String, byte[]> part : parts) {
      all.putAll(part);
    }
    return new Jar(name, all);
  }

  private static Map<String, byte[]> files(String name) {
    return Map.of(name, name.getBytes(StandardCharsets.UTF_8));
  }

  /** A class that mentions others by their names in strings, as reflection does. */
  private static Map<String, byte[]> classes(String file, String... mentioned) {
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of("any.Name"),
                builder -> {
                  for (String name : mentioned) {
                    builder.constantPool().stringEntry(name);
                  }
                });
    return Map.of(file + ".class", bytes);
  }
}
