/**
 * What a program has to do with the systemd that runs it: the news of its start and end, signs of
 * life, and the journal. In: the unit's environment, events of the log; out: datagrams. Imported by
 * the programs; imports nothing of ours.
 */
@NullMarked
package io.fairlead.settings.systemd;

import org.jspecify.annotations.NullMarked;
