package io.fairlead.packaging.trim;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a class may need, found generously: each text of its constant pool that is the name of a
 * class or holds one as a type. So classes that are loaded by a name in a string are found too.
 */
final class References {

  private static final Pattern TYPE = Pattern.compile("L([\\w$/-]+)[;<]");

  private References() {}

  /** Names as {@code a/b/C}; most of what is no class is in it too. */
  static Set<String> of(byte[] classFile) {
    Set<String> names = new TreeSet<>();
    for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
      if (entry instanceof Utf8Entry utf8) {
        String text = utf8.stringValue();
        names.add(text.replace('.', '/'));
        Matcher matcher = TYPE.matcher(text);
        while (matcher.find()) {
          names.add(matcher.group(1));
        }
      }
    }
    return names;
  }
}
