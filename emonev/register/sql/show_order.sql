-- grain: the one composed order with this number
SELECT order_id, kabupaten, name, items, changed_at, changed_by
FROM show_order
WHERE order_id = $order_id
