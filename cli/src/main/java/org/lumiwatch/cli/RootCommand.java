package org.lumiwatch.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.bench.ImplausibleResult;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code lumiwatch} with all its verbs. */
@Command(
        name = "lumiwatch",
        description = "Watches the data quality of particle-collider detectors.",
        versionProvider = RootCommand.Version.class,
        synopsisSubcommandLabel = "<verb>",
        subcommands = {
            DemoVerb.class,
            SimulateVerb.class,
            ImportVerb.class,
            ScoreVerb.class,
            WatchVerb.class,
            ExplainVerb.class,
            CertifyVerb.class,
            IncidentsVerb.class,
            SensitivityVerb.class,
            LabelVerb.class,
            QuarantineVerb.class,
            TrainVerb.class,
            TuneVerb.class,
            ContestVerb.class,
            ModelsVerb.class,
            ExportVerb.class,
            EvaluateVerb.class,
            BenchVerb.class,
        },
        footer = {
            "",
            "First steps:",
            "  lumiwatch demo                           a simulated fill with faults, and a report of it",
            "  lumiwatch import data/*.csv              keep histograms of any known format",
            "  lumiwatch watch incoming/                judge lumisections as they arrive",
            "  lumiwatch incidents                      what went wrong, one line per cause",
            "",
            "'lumiwatch <verb> --help' shows a verb's options and examples."
        })
final class RootCommand {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final Map<String, List<String>> GROUPS = groups();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where in the program an error came from.")
    boolean debug;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    /** Runs one command line and returns its exit code: 0 done, 1 failed, 2 usage. */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        return execute(new CommandLine(new RootCommand()), out, err, args);
    }

    /** The same for a root whose verbs were chosen. */
    static int execute(CommandLine line, PrintWriter out, PrintWriter err, String... args) {
        line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(RootCommand::misused)
                .setExecutionExceptionHandler(RootCommand::failed)
                .setExecutionStrategy(RootCommand::run);
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, RootCommand::verbsByGroup);
        return line.execute(args);
    }

    private static int run(ParseResult parsed) {
        boolean bare = !parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested();
        if (bare) {
            CommandLine line = parsed.commandSpec().commandLine();
            line.usage(line.getOut());
            return 0;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int misused(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        line.getErr().println("lumiwatch: " + e.getMessage());
        String verb = line.getCommandSpec().qualifiedName();
        line.getErr().println("'%s --help' shows how it is used.".formatted(verb));
        return USAGE;
    }

    private static int failed(Exception e, CommandLine line, ParseResult parsed) {
        RootCommand root = (RootCommand) line.getCommandSpec().root().userObject();
        if (root.debug) {
            e.printStackTrace(line.getErr());
        }
        boolean told = e instanceof InvalidDataException
                || e instanceof IllegalArgumentException
                || e instanceof IllegalStateException
                || e instanceof ImplausibleResult;
        String message = switch (e) {
            case UncheckedIOException disc -> Problems.describe(disc.getCause());
            case java.io.IOException disc -> Problems.describe(disc);
            default -> told && e.getMessage() != null ? e.getMessage() : e + "; --debug shows where";
        };
        line.getErr().println("lumiwatch: " + message);
        return FAILED;
    }

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Try it", List.of("demo", "simulate"));
        groups.put("Judge data", List.of("import", "score", "watch", "explain", "certify"));
        groups.put("Keep track", List.of("incidents", "sensitivity", "label", "quarantine"));
        groups.put("Train networks", List.of("train", "tune", "contest", "models", "export"));
        groups.put("Measure", List.of("evaluate", "bench"));
        return groups;
    }

    private static String verbsByGroup(Help help) {
        Map<String, Help> verbs = help.subcommands();
        if (verbs.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((group, names) -> {
            List<String> present = names.stream().filter(verbs::containsKey).toList();
            if (!present.isEmpty()) {
                text.append("%n%s:%n".formatted(group));
            }
            for (String name : present) {
                String[] description =
                        verbs.get(name).commandSpec().usageMessage().description();
                text.append("  %-11s %s%n".formatted(name, String.join(" ", description)));
            }
        });
        return text.toString();
    }

    /** For picocli. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"lumiwatch " + Lumiwatch.version()};
        }
    }
}
