package org.trunkline.shell.limits;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the names of limits up to their equals sign. */
@Service
public final class LimitCompleter implements Completer {

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter completer = new StringsCompleter();
        LimitFields.NAMES.forEach(name -> completer.getStrings().add(name + '='));
        return completer.complete(session, line, candidates);
    }

    @Override
    public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        LimitFields.NAMES.forEach(name -> candidates.add(new Candidate(name + '=', false)));
    }
}
