package org.lumiwatch.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.element.Geometry;
import org.lumiwatch.element.HardwareGroup;
import org.lumiwatch.evaluate.InjectedFault.Region;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.simulator.Fault.Span;
import org.lumiwatch.simulator.chance.Chance;

/** Every way in which a simulated subdetector can fail. Each places an instance of itself by chance. */
public enum FaultClass {
    /** A cell that counts nothing. */
    DEAD(Where.MAP) {
        @Override
        Fault place(Places at, Span room) {
            return cell(at, 1, 0, at.between(3, 500), room);
        }
    },
    /** A cell at ×1.5, 2, 5 or 10. */
    HOT(Where.MAP) {
        @Override
        Fault place(Places at, Span room) {
            return cell(at, 1, at.oneOf(1.5, 2, 5, 10), at.between(3, 500), room);
        }
    },
    /** A cell that counts without beam. */
    NOISY(Where.MAP) {
        @Override
        Fault place(Places at, Span room) {
            ElementName map = at.map();
            return Fault.noisy(map, at.block(map, 1, 1), at.between(100, 2000), cut(at.between(3, 500), room));
        }
    },
    /** A cell at ×0.2 to ×0.9. */
    DEGRADED(Where.MAP) {
        @Override
        Fault place(Places at, Span room) {
            return cell(at, 1, at.oneOf(0.2, 0.4, 0.5, 0.6, 0.8, 0.9), at.between(3, 500), room);
        }
    },
    /** 5×5 cells at ×0, 0.5, 0.7, 0.8 or 2. */
    BLOCK(Where.MAP) {
        @Override
        Fault place(Places at, Span room) {
            return cell(at, 5, at.oneOf(0, 0.5, 0.7, 0.8, 2), at.between(3, 500), room);
        }
    },
    /** A hardware group that is missing: supermodule, sector, readout box, module. */
    GROUP(Where.GROUPS) {
        @Override
        Fault place(Places at, Span room) {
            return group(at, "missing", new Effect.Efficiency(0), cut(at.between(3, 200), room));
        }
    },
    /** High voltage of a group too low: ×0.7. */
    SAG(Where.GROUPS) {
        @Override
        Fault place(Places at, Span room) {
            return group(at, "at low voltage", new Effect.Tripped(0.7, 0), cut(at.between(10, 300), room));
        }
    },
    /** High voltage of a group that trips, with ramps. */
    TRIP(Where.GROUPS) {
        @Override
        Fault place(Places at, Span room) {
            return group(at, "tripped", new Effect.Tripped(0, 3), cut(at.between(10, 60), room));
        }
    },
    /** A group stuck by a single event upset, that recovers by itself after 1 to 5 lumisections. */
    STUCK(Where.GROUPS) {
        @Override
        Fault place(Places at, Span room) {
            return group(at, "stuck", new Effect.Efficiency(0), cut(at.between(1, 5), room));
        }
    },
    /** A link that is synchronised anew: a group is absent for part of one or two lumisections. */
    RESYNC(Where.GROUPS) {
        @Override
        Fault place(Places at, Span room) {
            double left = 0.2 + 0.6 * at.chance().nextDouble();
            return group(at, "link resync", new Effect.Efficiency(left), cut(at.between(1, 2), room));
        }
    },
    /** A burst of noise in a group, 1 to 3 lumisections. */
    BURST(Where.GROUPS) {
        @Override
        Fault place(Places at, Span room) {
            return group(at, "noise burst", new Effect.Noise(at.between(100, 1000)), cut(at.between(1, 3), room));
        }
    },
    /** A ring or row of cells that counts without beam. */
    NOISY_RING(Where.MAP) {
        @Override
        Fault place(Places at, Span room) {
            ElementName map = at.map();
            return Fault.noisy(map, at.ring(map), at.between(50, 500), cut(at.between(5, 200), room));
        }
    },
    /** A cell or block that fades by .5, .02 or .01 % a lumisection. */
    FADING(Where.MAP) {
        @Override
        Fault place(Places at, Span room) {
            ElementName map = at.map();
            double loss = at.oneOf(0.005, 0.0002, 0.0001);
            int size = (int) at.oneOf(1, 5);
            Box box = at.block(map, size, size);
            String label =
                    "%s [%d, %d] fading by %s a lumisection".formatted(map.shortName(), box.x0(), box.y0(), loss);
            Span span = cut((int) Math.min(0.6 / loss, 3000), room);
            return fault(label, FindingKind.DEGRADED, new Effect.Fading(loss), List.of(new Region(map, box)), span);
        }
    },
    /** A cell that is dead, or at ×0.5 to ×2, on and off: one incident. */
    FLICKER(Where.MAP) {
        @Override
        Fault place(Places at, Span room) {
            Span within = cut(at.between(100, 1500), room);
            double factor = at.oneOf(0, 0.5, 2);
            return cell(at, 1, factor, within.length(), room).during(spells(within, at));
        }
    },
    /** Cables of two groups exchanged: the sum is unchanged. */
    SWAP(Where.MAP) {
        @Override
        Fault place(Places at, Span room) {
            List<Region> regions = at.pair(at.map());
            String label = "%s: cables exchanged".formatted(at.subdetector().name());
            return fault(label, FindingKind.SHAPE, new Effect.Swapped(), regions, cut(at.between(20, 500), room));
        }
    },
    /** All cells at ×0.95, 0.8 or 0.5. */
    GLOBAL(Where.MAP) {
        @Override
        Fault place(Places at, Span room) {
            return Fault.global(at.subdetector(), at.oneOf(0.95, 0.8, 0.5), cut(at.between(10, 100), room));
        }
    },
    /** Timing that slipped: part of every signal is lost. */
    SLIP(Where.MAP) {
        @Override
        Fault place(Places at, Span room) {
            double left = 0.6 + 0.3 * at.chance().nextDouble();
            return everywhere(at, "timing slip", new Effect.Efficiency(left), cut(at.between(10, 100), room));
        }
    },
    /** Half the events never enter, the conditions tell of all. */
    LOST_EVENTS(Where.ANY) {
        @Override
        Fault place(Places at, Span room) {
            return everywhere(at, "half the events lost", new Effect.LostEvents(0.5), cut(at.between(10, 100), room));
        }
    },
    /** One end at ×0.7. */
    ONE_END(Where.MAP) {
        @Override
        Fault place(Places at, Span room) {
            String label = "one end of %s at ×0.7".formatted(at.subdetector().name());
            Span span = cut(at.between(10, 100), room);
            return fault(label, FindingKind.GLOBAL, new Effect.Efficiency(0.7), at.oneEnd(), span);
        }
    },
    /** 30 % of all cells at ×0.8. */
    SCATTERED(Where.MAP) {
        @Override
        Fault place(Places at, Span room) {
            long pick = at.chance().nextInt(1_000_000);
            String what = "30 %% of cells at ×0.8 (pick %d)".formatted(pick);
            return everywhere(at, what, new Effect.Scattered(0.8, 0.3, pick), cut(at.between(10, 200), room));
        }
    },
    /** Beam background in the horizontal plane of one end. */
    BACKGROUND(Where.MAP) {
        @Override
        Fault place(Places at, Span room) {
            ElementName map = at.map();
            Effect effect = new Effect.Background(at.between(100, 1000), 2);
            String label = "%s: beam background".formatted(map.shortName());
            return fault(label, FindingKind.NOISY, effect, at.horizontalPlane(map), cut(at.between(20, 200), room));
        }
    },
    /** A distribution that is moved by 4 % of its axis. */
    SHIFT(Where.DISTRIBUTION) {
        @Override
        Fault place(Places at, Span room) {
            ElementName element = at.distribution();
            double shift = at.oneOf(-0.04, 0.04) * at.subdetector().extent(element);
            return shape(at, element, at.whole(element), new Effect.Reshaped(shift, 1), room);
        }
    },
    /** A distribution that is 15 % wider or narrower. */
    WIDTH(Where.DISTRIBUTION) {
        @Override
        Fault place(Places at, Span room) {
            ElementName element = at.distribution();
            return shape(at, element, at.whole(element), new Effect.Reshaped(0, at.oneOf(1 / 1.15, 1.15)), room);
        }
    },
    /** 5 % of the entries more in one bin. */
    SPIKE(Where.DISTRIBUTION) {
        @Override
        Fault place(Places at, Span room) {
            ElementName element = at.distribution();
            return shape(at, element, at.block(element, 1, 1), new Effect.Spike(0.05), room);
        }
    },
    /** 3 % of the entries more in the last third. */
    TAIL(Where.DISTRIBUTION) {
        @Override
        Fault place(Places at, Span room) {
            ElementName element = at.distribution();
            int bins = at.subdetector().geometry(element).nx();
            return shape(at, element, Box.of(2 * bins / 3, 0, bins - 1, 0), new Effect.Spike(0.03), room);
        }
    },
    /** Three bins beside each other that stay empty. */
    DEAD_BINS(Where.DISTRIBUTION) {
        @Override
        Fault place(Places at, Span room) {
            ElementName element = at.distribution();
            Geometry geometry = at.subdetector().geometry(element);
            // where entries are: a distribution's upper half may be all but empty
            int first = at.chance().nextInt(Math.max(1, geometry.nx() / 3));
            int last = Math.min(geometry.nx() - 1, first + 2);
            return shape(at, element, Box.of(first, 0, last, 0), new Effect.Efficiency(0), room);
        }
    },
    /** An element whose relation to the others of its subdetector is broken. */
    DECOUPLED(Where.RELATED) {
        @Override
        Fault place(Places at, Span room) {
            ElementName element = at.distribution();
            return shape(at, element, at.whole(element), new Effect.Decoupled(), room);
        }
    };

    private enum Where {
        MAP,
        GROUPS,
        DISTRIBUTION,
        RELATED,
        ANY
    }

    private final Where where;

    FaultClass(Where where) {
        this.where = where;
    }

    /** Lower-case name with dashes, as on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a subdetector can fail so. */
    public boolean fits(Subdetector subdetector) {
        List<ElementName> maps = Places.maps(subdetector);
        return switch (where) {
            case MAP -> !maps.isEmpty();
            case GROUPS ->
                !maps.isEmpty()
                        && maps.stream()
                                .noneMatch(map ->
                                        subdetector.geometry(map).groups().isEmpty());
            case DISTRIBUTION -> !Places.distributions(subdetector).isEmpty();
            case RELATED -> subdetector.related();
            case ANY -> true;
        };
    }

    /** An instance that begins at the first place of {@code room} and ends within it. */
    public Fault place(Subdetector subdetector, Chance chance, Span room) {
        if (!fits(subdetector)) {
            throw new IllegalArgumentException(
                    "fault %s: %s (expected: a subdetector that can fail so)".formatted(label(), subdetector.name()));
        }
        return place(new Places(subdetector, chance), room);
    }

    abstract Fault place(Places at, Span room);

    private static Span cut(int length, Span room) {
        return new Span(room.first(), Math.min(room.last(), room.first() + length - 1));
    }

    private static Fault cell(Places at, int size, double factor, int length, Span room) {
        ElementName map = at.map();
        return Fault.efficiency(map, at.block(map, size, size), factor, cut(length, room));
    }

    private static Fault group(Places at, String what, Effect effect, Span span) {
        HardwareGroup group = at.group(at.map());
        FindingKind kind = effect instanceof Effect.Noise
                ? FindingKind.NOISY
                : effect.factorAfter(1) == 0 ? FindingKind.DEAD : FindingKind.DEGRADED;
        return new Fault(
                "%s %s".formatted(group.name(), what),
                kind,
                effect,
                at.everywhere(group),
                group.name(),
                span.first(),
                span.last());
    }

    private static Fault everywhere(Places at, String what, Effect effect, Span span) {
        return fault(
                "%s: %s".formatted(at.subdetector().name(), what), FindingKind.GLOBAL, effect, at.everything(), span);
    }

    private static Fault shape(Places at, ElementName element, Box bins, Effect effect, Span room) {
        return Fault.shape(element, bins, effect, cut(at.between(10, 200), room));
    }

    private static Fault fault(String label, FindingKind kind, Effect effect, List<Region> regions, Span span) {
        return new Fault(label, kind, effect, regions, "", span.first(), span.last());
    }

    /** On and off for 1 to 500 lumisections each, as many spells in each decade of length. */
    private static List<Span> spells(Span within, Places at) {
        List<Span> spells = new ArrayList<>();
        int first = within.first();
        while (first <= within.last()) {
            int last = Math.min(within.last(), first + at.between(1, 500) - 1);
            spells.add(new Span(first, last));
            first = last + 1 + at.between(1, 500);
        }
        return spells;
    }
}
