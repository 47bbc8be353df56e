package io.fairlead.cli.input;

import io.fairlead.cli.exit.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads what {@code -f} names. */
final class ResourceFiles {

  /** A little more than is ever taken, so that the reader of YAML says what is too much. */
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private static final int MAX_FILES = 1_000;

  private final InputStream standardInput;

  ResourceFiles(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  List<ResourceFile> read(List<String> names) {
    if (names.isEmpty()) {
      throw Failure.usage("nothing is named: give a file, a directory or - with -f");
    }
    List<ResourceFile> files = new ArrayList<>();
    for (String name : names) {
      if (name.equals("-")) {
        files.add(read("standard input", standardInput));
      } else if (Files.isDirectory(Path.of(name))) {
        list(Path.of(name)).forEach(file -> files.add(read(file)));
      } else {
        files.add(read(Path.of(name)));
      }
      if (files.size() > MAX_FILES) {
        throw Failure.usage("more than " + MAX_FILES + " files: apply them in several steps");
      }
    }
    return files;
  }

  private static List<Path> list(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> files = entries.filter(ResourceFiles::isResourceFile).sorted().toList();
      if (files.isEmpty()) {
        throw Failure.usage(directory + " holds no .yaml, .yml or .json file");
      }
      return files;
    } catch (IOException e) {
      throw Failure.usage(directory + " cannot be listed: " + reason(e));
    }
  }

  private static boolean isResourceFile(Path file) {
    String name = file.getFileName().toString();
    boolean isNamedSo = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    return isNamedSo && !name.startsWith(".") && Files.isRegularFile(file);
  }

  private static ResourceFile read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in);
    } catch (NoSuchFileException e) {
      throw Failure.usage("there is no file " + file);
    } catch (IOException e) {
      throw Failure.usage(file + " cannot be read: " + reason(e));
    }
  }

  private static ResourceFile read(String name, InputStream in) {
    try {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw Failure.usage(name + " has more than 16 MiB: split it");
      }
      return new ResourceFile(name, text(bytes));
    } catch (CharacterCodingException e) {
      throw Failure.failed(name + " is no text in UTF-8: save it as one");
    } catch (IOException e) {
      throw Failure.usage(name + " cannot be read: " + reason(e));
    }
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "")
        + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
  }
}
