package org.lumiwatch.monitor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.judge.FamilyRelation;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.judge.Judgement;
import org.lumiwatch.judge.Lesson;
import org.lumiwatch.judge.Verdict;
import org.lumiwatch.judge.Voice;
import org.lumiwatch.lumisection.LumisectionId;

/**
 * Distributions of one folder, where they are few, are a family: those that look well by themselves are asked whether they agree
 * ({@link FamilyRelation}). A family that somebody joins begins anew. Mutable; one thread at a time.
 */
final class Families {
    /** A folder of more is no family. */
    private static final int LARGEST = 8;
    /** Name of what a family says, among the voices of its members. */
    private static final String VOICE = "companions";

    private static final String AGAINST = "against ";

    private final SortedMap<String, Family> families = new TreeMap<>();

    /** Of one folder. */
    private static final class Family {
        final SortedSet<ElementName> members = new TreeSet<>();

        @Nullable
        FamilyRelation relation;
        /** The member that goes by itself, and since when; null while all agree. */
        @Nullable
        ElementName odd;

        @Nullable
        LumisectionId since;

        boolean isUsable() {
            return members.size() > 1 && members.size() <= LARGEST;
        }

        FamilyRelation relation() {
            if (relation == null) {
                relation = new FamilyRelation(members.size());
            }
            return relation;
        }

        String others(ElementName member) {
            return members.stream()
                    .filter(other -> !other.equals(member))
                    .map(ElementName::shortName)
                    .collect(Collectors.joining(", ", AGAINST, ""));
        }
    }

    private static String folder(ElementName name) {
        return name.path().substring(0, name.path().lastIndexOf('/') + 1);
    }

    /** Those of {@code all} that {@code name} may be of a family with, itself included; itself alone where they are too many. */
    static List<ElementName> of(ElementName name, Collection<ElementName> all) {
        String folder = folder(name);
        List<ElementName> members = all.stream()
                .filter(other -> !folder.isEmpty() && folder(other).equals(folder))
                .toList();
        return members.contains(name) && members.size() <= LARGEST ? members : List.of(name);
    }

    /** Takes note of elements that were not seen before. */
    void join(ElementName name, Geometry geometry, Histogram sample) {
        String folder = folder(name);
        if (sample.dimensions() == 1
                && sample.cells() > 1
                && geometry.law() == CountLaw.MULTINOMIAL
                && !folder.isEmpty()) {
            Family family = families.computeIfAbsent(folder, none -> new Family());
            if (family.members.add(name)) {
                family.relation = null;
            }
        }
    }

    /** The same parts; one that is well by itself and does not agree with the others of its family is bad. */
    List<Examined.Part> judged(List<Examined.Part> parts) {
        List<Examined.Part> judged = new ArrayList<>(parts);
        indices(parts).forEach((family, indices) -> {
            List<ElementName> names = List.copyOf(family.members);
            int run = parts.getFirst().judgement().element().at().run();
            family.relation().oddOneOut(run, seen(parts, indices, names)).ifPresent(odd -> {
                int index = indices.get(names.get(odd.member()));
                judged.set(index, with(parts.get(index), odd.significance(), family));
            });
        });
        return judged;
    }

    /** Families that are some, with where in {@code parts} their members are; those of whom nobody is there are left out. */
    private Map<Family, Map<ElementName, Integer>> indices(List<Examined.Part> parts) {
        Map<Family, Map<ElementName, Integer>> found = new LinkedHashMap<>();
        Map<ElementName, Family> usable = new HashMap<>();
        families.values().stream()
                .filter(Family::isUsable)
                .forEach(family -> family.members.forEach(member -> usable.put(member, family)));
        for (int i = 0; i < parts.size() && !usable.isEmpty(); i++) {
            ElementName name = parts.get(i).judgement().element().name();
            Family family = usable.get(name);
            if (family != null) {
                found.computeIfAbsent(family, none -> new HashMap<>()).put(name, i);
            }
        }
        return found;
    }

    /** Good, or only said to go by itself. */
    private static boolean isWell(Judgement judgement) {
        return switch (judgement.verdict()) {
            case Verdict.Good good -> true;
            case Verdict.Bad(double significance, List<Finding> findings) ->
                findings.stream().allMatch(finding -> finding.group().startsWith(AGAINST));
            case Verdict.Undecided undecided -> false;
        };
    }

    /** Those that are not good by themselves are as if they were missing. */
    private static List<Optional<Histogram>> seen(
            List<Examined.Part> parts, Map<ElementName, Integer> indices, List<ElementName> names) {
        return names.stream()
                .map(name -> Optional.ofNullable(indices.get(name))
                        .map(parts::get)
                        .map(Examined.Part::judgement)
                        .filter(Families::isWell)
                        .map(judgement -> judgement.element().histogram()))
                .toList();
    }

    private static Examined.Part with(Examined.Part part, double significance, Family family) {
        Judgement own = part.judgement();
        ElementName name = own.element().name();
        Verdict verdict = own.verdict();
        if (significance >= own.threshold()) {
            Geometry geometry = part.geometry();
            LumisectionId since = name.equals(family.odd) && family.since != null
                    ? family.since
                    : own.element().at();
            verdict = new Verdict.Bad(
                    significance,
                    List.of(new Finding(
                            FindingKind.SHAPE,
                            1,
                            org.lumiwatch.element.Box.of(0, 0, geometry.cells() - 1, 0),
                            family.others(name),
                            new Finding.Impact(1, 1),
                            significance,
                            since)));
        }
        List<Voice> voices = new ArrayList<>(own.voices());
        voices.add(new Voice(VOICE, 1, significance));
        Judgement judgement = new Judgement(
                own.test(),
                own.element(),
                verdict,
                own.calibration(),
                own.threshold(),
                own.predicted(),
                own.recovered(),
                voices);
        return new Examined.Part(part.geometry(), judgement, part.basis());
    }

    /** @param parts as {@link #judged} gave them */
    void learn(List<Examined.Part> parts, Map<ElementName, Lesson> lessons) {
        indices(parts).forEach((family, indices) -> {
            List<ElementName> names = List.copyOf(family.members);
            List<Optional<Histogram>> seen = seen(parts, indices, names);
            if (seen.stream().allMatch(Optional::isEmpty)) {
                return;
            }
            LumisectionId at = parts.get(indices.values().iterator().next())
                    .judgement()
                    .element()
                    .at();
            family.relation().learn(at.run(), seen, doubt(parts, indices, lessons));
            ElementName odd = names.stream()
                    .filter(indices::containsKey)
                    .filter(name -> goesByItself(parts.get(indices.get(name)).judgement(), family.others(name)))
                    .findFirst()
                    .orElse(null);
            family.since = odd != null && odd.equals(family.odd) && family.since != null ? family.since : at;
            family.odd = odd;
        });
    }

    private static FamilyRelation.Doubt doubt(
            List<Examined.Part> parts, Map<ElementName, Integer> indices, Map<ElementName, Lesson> lessons) {
        boolean suspect = false;
        for (Map.Entry<ElementName, Integer> entry : indices.entrySet()) {
            Judgement judgement = parts.get(entry.getValue()).judgement();
            if (!isWell(judgement)) {
                return FamilyRelation.Doubt.OF_A_MEMBER;
            }
            suspect |= !(judgement.verdict() instanceof Verdict.Good) || lessons.get(entry.getKey()) == Lesson.NOTHING;
        }
        return suspect ? FamilyRelation.Doubt.OF_THIS_RELATION : FamilyRelation.Doubt.NONE;
    }

    private static boolean goesByItself(Judgement judgement, String others) {
        return judgement.verdict().findings().stream()
                .anyMatch(finding -> finding.group().equals(others));
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(families.size());
        for (Map.Entry<String, Family> entry : families.entrySet()) {
            Family family = entry.getValue();
            out.writeUTF(entry.getKey());
            out.writeInt(family.members.size());
            for (ElementName member : family.members) {
                out.writeUTF(member.path());
            }
            out.writeUTF(family.odd == null ? "" : family.odd.path());
            out.writeInt(family.since == null ? 0 : family.since.run());
            out.writeInt(family.since == null ? 0 : family.since.number());
            out.writeBoolean(family.relation != null);
            if (family.relation != null) {
                family.relation.save(out);
            }
        }
    }

    void restore(DataInput in) throws IOException {
        families.clear();
        for (int left = in.readInt(); left > 0; left--) {
            Family family = new Family();
            families.put(in.readUTF(), family);
            for (int members = in.readInt(); members > 0; members--) {
                family.members.add(new ElementName(in.readUTF()));
            }
            String odd = in.readUTF();
            family.odd = odd.isEmpty() ? null : new ElementName(odd);
            int run = in.readInt();
            int number = in.readInt();
            family.since = run == 0 ? null : new LumisectionId(run, number);
            if (in.readBoolean()) {
                family.relation = FamilyRelation.restore(family.members.size(), in);
            }
        }
    }
}
