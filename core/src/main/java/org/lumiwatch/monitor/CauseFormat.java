package org.lumiwatch.monitor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.lumisection.LumisectionId;

/** How a followed incident is saved between two starts. */
final class CauseFormat {
    private CauseFormat() {}

    static void write(Cause cause, DataOutput out) throws IOException {
        Incident incident = cause.incident;
        out.writeLong(incident.id());
        write(incident.onset(), out);
        write(incident.raised(), out);
        write(incident.last(), out);
        write(incident.recovered(), out);
        out.writeInt(incident.elements().size());
        for (ElementName element : incident.elements()) {
            out.writeUTF(element.path());
        }
        write(incident.worst(), out);
        out.writeUTF(incident.status().name());
        out.writeBoolean(incident.intermittent());
        out.writeUTF(incident.note());
        out.writeUTF(cause.side.name());
        out.writeUTF(cause.novelty.name());
        out.writeInt(cause.quietFor);
        out.writeInt(cause.without.size());
        for (LumisectionId id : cause.without) {
            write(id, out);
        }
        out.writeInt(cause.places.size());
        for (Place place : cause.places) {
            out.writeUTF(place.frame());
            out.writeInt(place.boxes().size());
            for (Box box : place.boxes()) {
                write(box, out);
            }
            out.writeUTF(place.group());
        }
    }

    static Cause read(DataInput in) throws IOException {
        long id = in.readLong();
        LumisectionId onset = lumisection(in);
        LumisectionId raised = lumisection(in);
        LumisectionId last = lumisection(in);
        LumisectionId recovered = optionalLumisection(in);
        int elements = in.readInt();
        List<ElementName> names = new ArrayList<>();
        for (int i = 0; i < elements; i++) {
            names.add(new ElementName(in.readUTF()));
        }
        Finding worst = finding(in);
        Incident.Status status = Incident.Status.valueOf(in.readUTF());
        boolean intermittent = in.readBoolean();
        Incident incident =
                new Incident(id, onset, raised, last, recovered, names, worst, status, intermittent, in.readUTF());
        Cause cause = new Cause(incident, Cause.Side.valueOf(in.readUTF()), Cause.Novelty.valueOf(in.readUTF()));
        cause.quietFor = in.readInt();
        int without = in.readInt();
        for (int i = 0; i < without; i++) {
            cause.without.add(lumisection(in));
        }
        int places = in.readInt();
        for (int i = 0; i < places; i++) {
            String frame = in.readUTF();
            List<Box> boxes = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                boxes.add(box(in));
            }
            cause.places.addLast(new Place(frame, boxes, in.readUTF()));
        }
        return cause;
    }

    private static void write(Finding finding, DataOutput out) throws IOException {
        out.writeUTF(finding.kind().name());
        out.writeDouble(finding.factor());
        write(finding.box(), out);
        out.writeUTF(finding.group());
        out.writeDouble(finding.impact().cells());
        out.writeDouble(finding.impact().entries());
        out.writeDouble(finding.significance());
        write(finding.since(), out);
    }

    private static Finding finding(DataInput in) throws IOException {
        return new Finding(
                FindingKind.valueOf(in.readUTF()),
                in.readDouble(),
                box(in),
                in.readUTF(),
                new Finding.Impact(in.readDouble(), in.readDouble()),
                in.readDouble(),
                lumisection(in));
    }

    private static void write(Box box, DataOutput out) throws IOException {
        for (int bound : List.of(box.x0(), box.y0(), box.z0(), box.x1(), box.y1(), box.z1())) {
            out.writeInt(bound);
        }
    }

    private static Box box(DataInput in) throws IOException {
        return new Box(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
    }

    private static void write(@Nullable LumisectionId id, DataOutput out) throws IOException {
        out.writeInt(id == null ? 0 : id.run());
        out.writeInt(id == null ? 0 : id.number());
    }

    private static LumisectionId lumisection(DataInput in) throws IOException {
        return new LumisectionId(in.readInt(), in.readInt());
    }

    private static @Nullable LumisectionId optionalLumisection(DataInput in) throws IOException {
        int run = in.readInt();
        int number = in.readInt();
        return run == 0 ? null : new LumisectionId(run, number);
    }
}
