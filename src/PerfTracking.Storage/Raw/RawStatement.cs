using SQLitePCL;

namespace PerfTracking.Storage.Raw;

/// <summary>A prepared statement. It is bound, run to its end and reset before it is used again.</summary>
internal sealed class RawStatement
{
    private readonly RawDatabase _database;
    private readonly sqlite3_stmt _statement;

    internal RawStatement(RawDatabase database, sqlite3_stmt statement)
    {
        _database = database;
        _statement = statement;
    }

    /// <summary>Binds a number to a parameter.</summary>
    /// <param name="index">The parameter, from 1.</param>
    /// <param name="value">The value.</param>
    public RawStatement Bind(int index, long value)
    {
        _database.Check(raw.sqlite3_bind_int64(_statement, index, value));
        return this;
    }

    /// <inheritdoc cref="Bind(int, long)"/>
    public RawStatement Bind(int index, double value)
    {
        _database.Check(raw.sqlite3_bind_double(_statement, index, value));
        return this;
    }

    /// <summary>Binds a text, or NULL, to a parameter.</summary>
    /// <param name="index">The parameter, from 1.</param>
    /// <param name="value">The value.</param>
    public RawStatement Bind(int index, string? value)
    {
        _database.Check(value is null ? raw.sqlite3_bind_null(_statement, index) : raw.sqlite3_bind_text(_statement, index, value));
        return this;
    }

    /// <summary>Binds NULL to a parameter.</summary>
    /// <param name="index">The parameter, from 1.</param>
    public RawStatement BindNull(int index)
    {
        _database.Check(raw.sqlite3_bind_null(_statement, index));
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

    /// <summary>Begins to read its rows; disposing the result resets the statement.</summary>
    public Execution Start() => new(this);

    internal void Finish() => _statement.Dispose();

    /// <summary>The rows of one run.</summary>
    internal readonly ref struct Execution
    {
        private readonly RawStatement _owner;

        internal Execution(RawStatement owner) => _owner = owner;

        /// <summary>Goes to the next row.</summary>
        public bool Read()
        {
            int code = raw.sqlite3_step(_owner._statement);
            _owner._database.Check(code);
            return code == raw.SQLITE_ROW;
        }

        /// <summary>A column of the row as a whole number.</summary>
        /// <param name="column">The column, from 0.</param>
        public long Int64(int column) => raw.sqlite3_column_int64(_owner._statement, column);

        /// <summary>A column of the row as a number.</summary>
        /// <param name="column">The column, from 0.</param>
        public double Double(int column) => raw.sqlite3_column_double(_owner._statement, column);

        /// <summary>Whether a column of the row is NULL.</summary>
        /// <param name="column">The column, from 0.</param>
        public bool IsNull(int column) => raw.sqlite3_column_type(_owner._statement, column) == raw.SQLITE_NULL;

        /// <summary>A column of the row as text; empty for NULL.</summary>
        /// <param name="column">The column, from 0.</param>
        public string Text(int column) => raw.sqlite3_column_text(_owner._statement, column).utf8_to_string() ?? string.Empty;

        /// <summary>Makes the statement ready for its next use.</summary>
        public void Dispose() => _ = raw.sqlite3_reset(_owner._statement);
    }
}
