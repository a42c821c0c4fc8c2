namespace Urif.Cohorts;

/// <summary>The values of one column in a group of rows.</summary>
/// <param name="Codec">How they are compressed.</param>
/// <param name="Start">Where its first page begins.</param>
/// <param name="IsReadable">Whether they are in this file, and not encrypted.</param>
internal readonly record struct ParquetChunk(int Codec, long Start, bool IsReadable);

/// <summary>A group of rows: one chunk for each column that holds values.</summary>
internal sealed record ParquetRowGroup(long Rows, IReadOnlyList<ParquetChunk> Chunks);

/// <summary>
/// What a Parquet file says of itself at its end: its columns and where their values are (Apache Parquet, parquet.thrift and
/// LogicalTypes.md). Numbers are those of the fields there.
/// </summary>
/// <param name="Columns">The columns, each a single value or nested.</param>
/// <param name="Groups">The groups of rows, in order.</param>
internal sealed record ParquetFooter(IReadOnlyList<ParquetColumn> Columns, IReadOnlyList<ParquetRowGroup> Groups)
{
    private const int MostDigits = 76;

    /// <summary>Reads the footer.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static ParquetFooter Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ThriftReader(bytes);
        var elements = new List<Element>();
        var groups = new List<ParquetRowGroup>();
        var id = 0;
        while (reader.Field(ref id, out var type))
        {
            switch (id, type)
            {
                case (2, ThriftType.List):
                    for (var left = Structs(ref reader); left > 0; left--) elements.Add(ReadElement(ref reader));
                    break;
                case (4, ThriftType.List):
                    for (var left = Structs(ref reader); left > 0; left--) groups.Add(ReadGroup(ref reader));
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        var (columns, leaves) = ColumnsOf(elements);
        if (groups.Exists(g => g.Chunks.Count != leaves)) throw new InvalidDataException("A group of rows lacks columns.");
        return new(columns, groups);
    }

    private static int Structs(ref ThriftReader reader)
    {
        var count = reader.List(out var type);
        return type == ThriftType.Struct || count == 0 ? count : throw new InvalidDataException("A list is not of structs.");
    }

    private static (List<ParquetColumn> Columns, int Leaves) ColumnsOf(List<Element> elements)
    {
        var columns = new List<ParquetColumn>();
        if (elements.Count == 0) throw new InvalidDataException("There is no schema.");
        var (next, leaves) = (1, 0);
        for (var i = 0; i < elements[0].Children; i++)
        {
            if (next >= elements.Count) throw new InvalidDataException("The schema ends too early.");
            var element = elements[next];
            columns.Add(element.ToColumn(leaves));
            // All that is inside the column.
            for (long left = 1; left > 0; left--)
            {
                if (next >= elements.Count) throw new InvalidDataException("The schema ends too early.");
                var children = elements[next++].Children;
                left += children;
                if (children == 0) leaves++;
            }
        }

        return next == elements.Count ? (columns, leaves) : throw new InvalidDataException("The schema has more elements than columns.");
    }

    private static ParquetRowGroup ReadGroup(ref ThriftReader reader)
    {
        var chunks = new List<ParquetChunk>();
        var rows = 0L;
        var id = 0;
        while (reader.Field(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftType.List):
                    for (var left = Structs(ref reader); left > 0; left--) chunks.Add(ReadChunk(ref reader));
                    break;
                case (3, ThriftType.Int64):
                    rows = reader.Integer();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return rows >= 0 ? new(rows, chunks) : throw new InvalidDataException("A group has less than no rows.");
    }

    private static ParquetChunk ReadChunk(ref ThriftReader reader)
    {
        var (isElsewhere, hasData) = (false, false);
        var (codec, data, dictionary) = (0, 0L, 0L);
        var id = 0;
        while (reader.Field(ref id, out var type))
        {
            switch (id, type)
            {
                // In another file, or encrypted.
                case (1 or 8 or 9, _):
                    isElsewhere = true;
                    reader.Skip(type);
                    break;
                case (3, ThriftType.Struct):
                    hasData = true;
                    var of = 0;
                    while (reader.Field(ref of, out var inner))
                    {
                        switch (of, inner)
                        {
                            case (4, ThriftType.Int32):
                                codec = reader.Int32();
                                break;
                            case (9, ThriftType.Int64):
                                data = reader.Integer();
                                break;
                            case (11, ThriftType.Int64):
                                dictionary = reader.Integer();
                                break;
                            default:
                                reader.Skip(inner);
                                break;
                        }
                    }

                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new(codec, dictionary > 0 && dictionary < data ? dictionary : data, hasData && !isElsewhere);
    }

    private static Element ReadElement(ref ThriftReader reader)
    {
        var element = new Element();
        var id = 0;
        while (reader.Field(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftType.Int32):
                    element.Storage = reader.Int32() is >= 0 and <= (int)ParquetStorage.FixedBytes and var storage
                        ? (ParquetStorage)storage : throw new InvalidDataException("A type is not known.");
                    break;
                case (2, ThriftType.Int32):
                    element.Width = reader.Int32();
                    break;
                case (3, ThriftType.Int32):
                    element.Repetition = reader.Int32();
                    break;
                case (4, ThriftType.Binary):
                    element.Name = reader.Text();
                    break;
                case (5, ThriftType.Int32):
                    element.Children = reader.Int32() is >= 0 and var children ? children
                        : throw new InvalidDataException("A group has less than no columns.");
                    break;
                case (6, ThriftType.Int32):
                    element.Converted = reader.Int32();
                    break;
                case (7, ThriftType.Int32):
                    element.Scale = reader.Int32();
                    break;
                case (8, ThriftType.Int32):
                    element.Precision = reader.Int32();
                    break;
                case (10, ThriftType.Struct):
                    ReadLogical(ref reader, element);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return element;
    }

    /// <summary>The logical type: a union, so that one field alone is there, whose number says which type it is.</summary>
    private static void ReadLogical(ref ThriftReader reader, Element element)
    {
        var id = 0;
        while (reader.Field(ref id, out var type))
        {
            element.Logical = id;
            if (type != ThriftType.Struct)
            {
                reader.Skip(type);
                continue;
            }

            var of = 0;
            while (reader.Field(ref of, out var inner))
            {
                switch (id, of, inner)
                {
                    case (5, 1, ThriftType.Int32):
                        element.Scale = reader.Int32();
                        break;
                    case (5, 2, ThriftType.Int32):
                        element.Precision = reader.Int32();
                        break;
                    case (8, 2, ThriftType.Struct):
                        var unit = 0;
                        while (reader.Field(ref unit, out var empty))
                        {
                            element.Unit = unit;
                            reader.Skip(empty);
                        }

                        break;
                    case (10, 2, ThriftType.True or ThriftType.False):
                        element.IsUnsigned = inner == ThriftType.False;
                        break;
                    default:
                        reader.Skip(inner);
                        break;
                }
            }
        }
    }

    /// <summary>An element of the schema, as it stands there.</summary>
    private sealed class Element
    {
        public ParquetStorage? Storage { get; set; }

        public int Width { get; set; }

        public int Repetition { get; set; }

        public string Name { get; set; } = "";

        public int Children { get; set; }

        public int Converted { get; set; } = -1;

        public int Scale { get; set; }

        public int Precision { get; set; }

        public int Logical { get; set; }

        public int Unit { get; set; }

        public bool IsUnsigned { get; set; }

        public ParquetColumn ToColumn(int leaf)
        {
            const int Optional = 1, Repeated = 2;
            if (Children > 0 || Repetition == Repeated || Storage is not { } storage)
                return new(Name, leaf, ParquetStorage.Bytes, 0, false, ParquetMeaning.Nested, 0, 0);
            var width = storage switch
            {
                ParquetStorage.Int32 or ParquetStorage.Float => 4,
                ParquetStorage.Int64 or ParquetStorage.Double => 8,
                ParquetStorage.Int96 => 12,
                ParquetStorage.FixedBytes => Width is > 0 and <= 1 << 16 ? Width : throw new InvalidDataException("A width is impossible."),
                _ => 0,
            };
            var meaning = MeaningOf(storage);
            if (meaning == ParquetMeaning.Decimal && (Precision is < 1 or > MostDigits || Scale < 0 || Scale > Precision))
                meaning = ParquetMeaning.Unusable;
            return new(Name, leaf, storage, width, Repetition == Optional, meaning, Precision, Scale);
        }

        private ParquetMeaning MeaningOf(ParquetStorage storage) => storage switch
        {
            ParquetStorage.Boolean or ParquetStorage.Float or ParquetStorage.Double => ParquetMeaning.Plain,
            ParquetStorage.Int32 => (Logical, Converted) switch
            {
                (5, _) or (_, 5) => ParquetMeaning.Decimal,
                (6, _) or (_, 6) => ParquetMeaning.Date,
                (7, _) or (_, 7) => ParquetMeaning.Unusable,
                (10, _) when IsUnsigned => ParquetMeaning.Unsigned,
                (_, >= 11 and <= 14) => ParquetMeaning.Unsigned,
                _ => ParquetMeaning.Plain,
            },
            ParquetStorage.Int64 => (Logical, Converted) switch
            {
                (5, _) or (_, 5) => ParquetMeaning.Decimal,
                (7, _) or (_, 8) => ParquetMeaning.Unusable,
                (8, _) => Unit switch
                {
                    1 => ParquetMeaning.Milliseconds,
                    2 => ParquetMeaning.Microseconds,
                    3 => ParquetMeaning.Nanoseconds,
                    _ => ParquetMeaning.Unusable,
                },
                (_, 9) => ParquetMeaning.Milliseconds,
                (_, 10) => ParquetMeaning.Microseconds,
                (10, _) when IsUnsigned => ParquetMeaning.Unsigned,
                (_, >= 11 and <= 14) => ParquetMeaning.Unsigned,
                _ => ParquetMeaning.Plain,
            },
            // Old programs write dates so, and nothing else.
            ParquetStorage.Int96 => ParquetMeaning.Nanoseconds,
            ParquetStorage.Bytes => (Logical, Converted) switch
            {
                (5, _) or (_, 5) => ParquetMeaning.Decimal,
                // Text, an enumeration, JSON; without a type old programs write text, which then has to be UTF-8.
                (1 or 4 or 12, _) or (0, -1 or 0 or 4 or 19) => ParquetMeaning.Text,
                _ => ParquetMeaning.Unusable,
            },
            _ => (Logical, Converted) switch
            {
                (5, _) or (_, 5) => ParquetMeaning.Decimal,
                (14, _) => ParquetMeaning.Uuid,
                (15, _) => ParquetMeaning.Half,
                _ => ParquetMeaning.Unusable,
            },
        };
    }
}
