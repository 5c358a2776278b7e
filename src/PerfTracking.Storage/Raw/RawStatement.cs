using System.Text;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Raw;

/// <summary>A prepared statement. It is bound, run to its end and reset before it is used again.</summary>
internal sealed unsafe class RawStatement
{
    private const int ShortText = 512;
    private const int IdentityBytes = 16;

    private readonly RawDatabase _database;
    private readonly nint _statement;

    internal RawStatement(RawDatabase database, nint statement)
    {
        _database = database;
        _statement = statement;
    }

    /// <summary>Binds a number to a parameter.</summary>
    /// <param name="index">The parameter, from 1.</param>
    /// <param name="value">The value.</param>
    public RawStatement Bind(int index, long value)
    {
        _database.Check(Sqlite3.BindInt64(_statement, index, value));
        return this;
    }

    /// <inheritdoc cref="Bind(int, long)"/>
    public RawStatement Bind(int index, double value)
    {
        _database.Check(Sqlite3.BindDouble(_statement, index, value));
        return this;
    }

    /// <summary>Binds a number, or NULL, to a parameter.</summary>
    /// <param name="index">The parameter, from 1.</param>
    /// <param name="value">The value.</param>
    public RawStatement Bind(int index, long? value) => value is { } known ? Bind(index, known) : BindNull(index);

    /// <summary>Binds a number to a parameter, or NULL for none and for what is not finite.</summary>
    /// <param name="index">The parameter, from 1.</param>
    /// <param name="value">The value.</param>
    public RawStatement Bind(int index, double? value) => value is { } known && double.IsFinite(known) ? Bind(index, known) : BindNull(index);

    /// <summary>Binds a text, or NULL, to a parameter.</summary>
    /// <param name="index">The parameter, from 1.</param>
    /// <param name="value">The value.</param>
    public RawStatement Bind(int index, string? value)
    {
        if (value is null)
        {
            return BindNull(index);
        }

        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> text = most <= ShortText ? stackalloc byte[ShortText] : new byte[most];
        fixed (byte* start = text)
        {
            _database.Check(Sqlite3.BindText(_statement, index, start, Encoding.UTF8.GetBytes(value, text), Sqlite3.Transient));
        }

        return this;
    }

    /// <summary>Binds an identity to a parameter, so that it sorts as it is written.</summary>
    /// <param name="index">The parameter, from 1.</param>
    /// <param name="value">The value.</param>
    public RawStatement Bind(int index, Guid value)
    {
        byte* bytes = stackalloc byte[IdentityBytes];
        value.TryWriteBytes(new Span<byte>(bytes, IdentityBytes), bigEndian: true, out _);
        _database.Check(Sqlite3.BindBlob(_statement, index, bytes, IdentityBytes, Sqlite3.Transient));
        return this;
    }

    /// <summary>Binds NULL to a parameter.</summary>
    /// <param name="index">The parameter, from 1.</param>
    public RawStatement BindNull(int index)
    {
        _database.Check(Sqlite3.BindNull(_statement, index));
        return this;
    }

    /// <summary>Runs it to its end.</summary>
    public void Run()
    {
        using Execution rows = Start();
        while (rows.Read())
        {
        }
    }

    /// <summary>The first column of the first row as a number, or <see langword="null"/> where there is no row.</summary>
    public long? Number()
    {
        using Execution rows = Start();
        return rows.Read() ? rows.Int64(0) : null;
    }

    /// <summary>Begins to read its rows; disposing the result resets the statement.</summary>
    public Execution Start() => new(this);

    internal void Finish() => _ = Sqlite3.Finish(_statement);

    /// <summary>The rows of one run.</summary>
    internal readonly ref struct Execution
    {
        private readonly RawStatement _owner;

        internal Execution(RawStatement owner) => _owner = owner;

        /// <summary>Goes to the next row.</summary>
        public bool Read()
        {
            int code = Sqlite3.Step(_owner._statement);
            _owner._database.Check(code);
            return code == Sqlite3.Row;
        }

        /// <summary>A column of the row as a whole number.</summary>
        /// <param name="column">The column, from 0.</param>
        public long Int64(int column) => Sqlite3.ColumnInt64(_owner._statement, column);

        /// <summary>A column of the row as a number.</summary>
        /// <param name="column">The column, from 0.</param>
        public double Double(int column) => Sqlite3.ColumnDouble(_owner._statement, column);

        /// <summary>A column of the row as a whole number, or <see langword="null"/> for NULL.</summary>
        /// <param name="column">The column, from 0.</param>
        public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

        /// <summary>A column of the row as a number, or <see langword="null"/> for NULL.</summary>
        /// <param name="column">The column, from 0.</param>
        public double? DoubleOrNull(int column) => IsNull(column) ? null : Double(column);

        /// <summary>Whether a column of the row is NULL.</summary>
        /// <param name="column">The column, from 0.</param>
        public bool IsNull(int column) => Sqlite3.ColumnType(_owner._statement, column) == Sqlite3.NullType;

        /// <summary>A column of the row as text; empty for NULL.</summary>
        /// <param name="column">The column, from 0.</param>
        public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

        /// <summary>A column of the row as the bytes of its text; empty for NULL. They are there until the next row.</summary>
        /// <param name="column">The column, from 0.</param>
        public ReadOnlySpan<byte> Utf8(int column)
        {
            byte* text = Sqlite3.ColumnText(_owner._statement, column);
            return text is null ? default : new ReadOnlySpan<byte>(text, Sqlite3.ColumnBytes(_owner._statement, column));
        }

        /// <summary>A column of the row as text, or <see langword="null"/> for NULL.</summary>
        /// <param name="column">The column, from 0.</param>
        public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

        /// <summary>A column of the row as a time.</summary>
        /// <param name="column">The column, from 0.</param>
        /// <exception cref="PerfStoreException">What is there was not written by a store.</exception>
        public DateTimeOffset Time(int column) => IsoTime.TryRead(Utf8(column), out DateTimeOffset time) ? time : throw _owner._database.NoTime();

        /// <summary>A column of the row as a time, or <see langword="null"/> for NULL.</summary>
        /// <param name="column">The column, from 0.</param>
        /// <exception cref="PerfStoreException">What is there was not written by a store.</exception>
        public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

        /// <summary>A column of the row as an identity; empty for anything else.</summary>
        /// <param name="column">The column, from 0.</param>
        public Guid Identity(int column)
        {
            byte* value = Sqlite3.ColumnBlob(_owner._statement, column);
            return value is null || Sqlite3.ColumnBytes(_owner._statement, column) != IdentityBytes
                ? Guid.Empty
                : new Guid(new ReadOnlySpan<byte>(value, IdentityBytes), bigEndian: true);
        }

        /// <summary>Makes the statement ready for its next use.</summary>
        public void Dispose() => _ = Sqlite3.Reset(_owner._statement);
    }
}
