package org.lumiwatch.monitor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.CountLaw;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.judge.Finding;

/**
 * Where in the hardware a finding is, so that two elements that show the same hardware agree.
 *
 * <p>A geometry with named hardware groups shows the same hardware in each of its elements: its name is the frame. An ECAL
 * supermodule's crystals are placed on the tower map. A distribution is one place as a whole: its bins share their entries, so one
 * cause moves many of them. Any other element is a frame of its own.
 *
 * @param frame in which boxes are compared
 * @param boxes its cells: those of a group may lie apart, as around the turn of phi
 * @param group name of the hardware group; empty when the finding is none
 */
record Place(String frame, List<Box> boxes, String group) {
    Place {
        boxes = List.copyOf(boxes);
    }

    /** Two places are one when this share of the smaller box is common. */
    private static final double SHARED = 0.5;

    private static final Pattern SUPERMODULE = Pattern.compile("EB([+-])(\\d\\d)(?!\\d)");
    private static final int CRYSTALS_PER_TOWER = 5;
    private static final int TOWERS_ALONG_PHI = 4;
    private static final int TOWERS_ALONG_ETA = 17;

    static Place of(ElementName element, Geometry geometry, Finding finding) {
        Matcher supermodule = SUPERMODULE.matcher(element.path());
        if (geometry.nx() == 85 && geometry.ny() == 20 && geometry.nz() == 1 && supermodule.find()) {
            return onTowerMap(supermodule, finding);
        }
        if (geometry.law() == CountLaw.MULTINOMIAL) {
            return new Place(element.path(), List.of(Box.of(0, 0, geometry.nx() - 1, 0)), "");
        }
        String frame = geometry.groups().isEmpty() ? element.path() : geometry.name();
        List<Box> boxes = geometry.groups().stream()
                .filter(group -> group.name().equals(finding.group()))
                .findFirst()
                .map(HardwareGroup::boxes)
                .orElse(List.of(finding.box()));
        return new Place(frame, boxes, finding.group());
    }

    /** EB+ counts towers along phi the other way round than crystals, EB− along eta. */
    private static Place onTowerMap(Matcher supermodule, Finding finding) {
        Box crystals = finding.box();
        int number = Math.clamp(Integer.parseInt(supermodule.group(2)), 1, 18);
        boolean plus = supermodule.group(1).equals("+");
        int eta0 = crystals.x0() / CRYSTALS_PER_TOWER;
        int eta1 = crystals.x1() / CRYSTALS_PER_TOWER;
        int phi0 = crystals.y0() / CRYSTALS_PER_TOWER;
        int phi1 = crystals.y1() / CRYSTALS_PER_TOWER;
        int left = TOWERS_ALONG_PHI * (number - 1);
        int last = TOWERS_ALONG_PHI - 1;
        int middle = TOWERS_ALONG_ETA - 1;
        Box towers = plus
                ? Box.of(left + last - phi1, TOWERS_ALONG_ETA + eta0, left + last - phi0, TOWERS_ALONG_ETA + eta1)
                : Box.of(left + phi0, middle - eta1, left + phi1, middle - eta0);
        boolean whole = crystals.cells() == 85 * 20;
        return new Place(
                "ECAL barrel towers", List.of(towers), whole ? "EB%s%02d".formatted(supermodule.group(1), number) : "");
    }

    /** Whether both are the same hardware. */
    boolean same(Place other) {
        if (!group.isEmpty() && group.equals(other.group)) {
            return true;
        }
        return frame.equals(other.frame) && common(other) >= SHARED * Math.min(cells(), other.cells());
    }

    private long cells() {
        return boxes.stream().mapToLong(Box::cells).sum();
    }

    private long common(Place other) {
        long common = 0;
        for (Box box : boxes) {
            for (Box theirs : other.boxes) {
                common += box.common(theirs);
            }
        }
        return common;
    }

    /** Whether both are the same hardware and of about the same extent. */
    boolean isMuchLike(Place other) {
        return (!group.isEmpty() && group.equals(other.group))
                || (frame.equals(other.frame) && common(other) >= SHARED * (cells() + other.cells() - common(other)));
    }

    /** Whether this place is so much larger that the other cannot be its cause. */
    boolean dwarfs(Place other) {
        return frame.equals(other.frame) && cells() > 4 * other.cells();
    }
}
