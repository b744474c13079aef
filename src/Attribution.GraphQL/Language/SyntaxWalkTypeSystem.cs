namespace Attribution.GraphQL.Language;

/// <summary>Walks type system definitions.</summary>
public readonly ref partial struct SyntaxWalk
{
    private void VisitTypeSystem(Definition definition)
    {
        switch (definition)
        {
            case Definition.Schema schema:
                Visit(schema.Directives, schema);
                VisitRoots(schema.OperationTypes);
                break;
            case Definition.Directive directive:
                VisitInputs(directive.Arguments);
                break;
            case Definition.Type type:
                VisitType(type);
                break;
        }
    }

    private void VisitType(Definition.Type type)
    {
        switch (type)
        {
            case Definition.Scalar:
                Visit(type.Directives, type);
                break;
            case Definition.Object named:
                VisitNames(named.Interfaces);
                Visit(type.Directives, type);
                VisitFields(named.Fields);
                break;
            case Definition.Interface named:
                VisitNames(named.Interfaces);
                Visit(type.Directives, type);
                VisitFields(named.Fields);
                break;
            case Definition.Union union:
                Visit(type.Directives, type);
                VisitNames(union.Members);
                break;
            case Definition.Enum named:
                Visit(type.Directives, type);
                VisitValues(named.Values);
                break;
            case Definition.InputObject input:
                Visit(type.Directives, type);
                VisitInputs(input.Fields);
                break;
        }
    }

    private void VisitRoots(SyntaxList<RootOperationType> roots)
    {
        foreach (var root in roots)
        {
            _visitor.Enter(root.Type);
        }
    }

    private void VisitNames(SyntaxList<TypeReference.Named> types)
    {
        foreach (var type in types)
        {
            _visitor.Enter(type);
        }
    }

    private void VisitFields(SyntaxList<FieldDeclaration> fields)
    {
        foreach (var field in fields)
        {
            _visitor.Enter(field);
            VisitInputs(field.Arguments);
            Visit(field.Type);
            Visit(field.Directives, field);
            _visitor.Leave(field);
        }
    }

    private void VisitInputs(SyntaxList<InputDeclaration> inputs)
    {
        foreach (var input in inputs)
        {
            _visitor.Enter(input);
            Visit(input.Type);
            if (input.DefaultValue is not null)
            {
                Visit(input.DefaultValue);
            }

            Visit(input.Directives, input);
            _visitor.Leave(input);
        }
    }

    private void VisitValues(SyntaxList<EnumValueDeclaration> values)
    {
        foreach (var value in values)
        {
            _visitor.Enter(value);
            Visit(value.Directives, value);
            _visitor.Leave(value);
        }
    }
}
